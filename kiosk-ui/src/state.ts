/** Everything the page knows. The only mutable state there is; modules that learn something write it here. */
import { computed, signal } from '@preact/signals';
import type {
  CameraState,
  CartMode,
  CartView,
  Challenge,
  Connection,
  Customer,
  DemoState,
  Dialog,
  FacesView,
  Invitation,
  KioskInfo,
  MemberView,
  Proof,
  Question,
  ReceiptView,
  Refusal,
  ShopProduct,
  Sight,
  SignOutNews,
  Size,
} from './types';

export const EMPTY_CART: CartView = { cart: [], total: 0, total_quantity: 0 };

export type Notice =
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  | { readonly kind: 'signed-out'; readonly reason: SignOutNews }
  /** A sale whose answer was lost turned out not to have happened. */
  | { readonly kind: 'not-sold' }
  | { readonly kind: 'no-demo' };

export type ToastText =
  | { readonly kind: 'welcome' | 'joined'; readonly name: string }
  /** Can be taken back for as long as it is shown. */
  | { readonly kind: 'added'; readonly name: string; readonly quantity: number; readonly productId: string }
  | { readonly kind: 'undone'; readonly name: string }
  /** Taken off the tray. */
  | { readonly kind: 'removed'; readonly name: string; readonly quantity: number }
  | { readonly kind: 'sign-in-first'; readonly name: string }
  /** The shop does not sell what is held up, or does not know it. */
  | { readonly kind: 'unknown' };

export interface Toast {
  readonly id: string;
  readonly text: ToastText;
}

export const connection = signal<Connection>({ status: 'connecting' });
export const kiosk = signal<KioskInfo | null>(null);
/** Why the daemon takes this browser for none of the shop's devices; null when it does not, or asks for none. */
export const unpaired = signal<Refusal | null>(null);
export const products = signal<readonly ShopProduct[]>([]);

export const member = signal<MemberView | null>(null);
/** This visit began with joining: nobody comes back who was never here. */
export const hasJoined = signal(false);
export const cart = signal<CartView>(EMPTY_CART);
/** How the cart fills; a daemon that does not say knows one way only. */
export const cartMode = signal<CartMode>('scan');
/** What lies on the tray, and how much of it is in no cart. */
export const tray = signal({ items: 0, leftOver: 0 });
export const receipt = signal<ReceiptView | null>(null);
/** The last sale shown, so that hearing of it twice (HTTP and socket) shows it once. */
export const lastTransaction = signal<string | null>(null);

export const camera = signal<CameraState>({ status: 'off' });
/** Another camera feeds this counter, and this page's own does not. */
export const isRemote = signal(false);
/** That camera's picture, the one that `sight` is of; null while none came. */
export const remotePicture = signal<ImageBitmap | null>(null);
export const sight = signal<Sight | null>(null);
/** Of the last analysed frame: what boxes are measured in. */
export const frameSize = signal<Size | null>(null);
/** Why frames are not being recognised just now; gone with the next frame that is. */
export const sightTrouble = signal<Refusal | null>(null);
export const demo = signal<DemoState | null>(null);

/** Whoever stands there unknown; null when the daemon has not spoken of anybody for a while. */
export const customer = signal<Customer | null>(null);
export const invitation = signal<Invitation>('none');
export const question = signal<Question | null>(null);
export const challenge = signal<Challenge | null>(null);
/** How the last challenge ended, for as long as it is shown. */
export const proof = signal<Proof | null>(null);
/** `Date.now()` of the sign-out that was announced. */
export const signOutAt = signal<number | null>(null);

export const dialog = signal<Dialog>('none');
export const notice = signal<Notice | null>(null);
export const toasts = signal<readonly Toast[]>([]);

export const isOpen = computed(() => connection.value.status === 'open');
export const facesState = computed<FacesView['state']>(() => kiosk.value?.faces?.state ?? 'off');
/** A look at the camera can sign somebody in. */
export const facesReady = computed(
  () =>
    facesState.value === 'ready' &&
    (demo.value === null || demo.value.clip.by_face === true) &&
    (isRemote.value || camera.value.status !== 'trouble'),
);
/** Whoever stands there is looked at. */
export const isWatched = computed(() => isRemote.value || camera.value.status === 'live');
/** The face is what matters just now, and is shown as in a mirror. */
export const isFaceWanted = computed(
  () => challenge.value !== null || (facesReady.value && member.value === null),
);
export const isFaceThere = computed(() => customer.value !== null && customer.value.state !== 'nobody');
export const isCartEmpty = computed(() => cart.value.cart.length === 0);
