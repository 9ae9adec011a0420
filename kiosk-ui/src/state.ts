/** Everything the page knows. The only mutable state there is; modules that learn something write it here. */
import { computed, signal } from '@preact/signals';
import type {
  CameraState,
  CartView,
  Connection,
  DemoState,
  Dialog,
  KioskInfo,
  MemberView,
  ReceiptView,
  Refusal,
  ShopProduct,
  Sight,
} from './types';

export const EMPTY_CART: CartView = { cart: [], total: 0, total_quantity: 0 };

export type Notice =
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  | { readonly kind: 'signed-out-idle' }
  /** A sale whose answer was lost turned out not to have happened. */
  | { readonly kind: 'not-sold' }
  | { readonly kind: 'no-demo' };

export type ToastText =
  | { readonly kind: 'added'; readonly name: string; readonly quantity: number }
  | { readonly kind: 'sign-in-first'; readonly name: string };

export interface Toast {
  readonly id: string;
  readonly text: ToastText;
}

export const connection = signal<Connection>({ status: 'connecting' });
export const kiosk = signal<KioskInfo | null>(null);
export const products = signal<readonly ShopProduct[]>([]);

export const member = signal<MemberView | null>(null);
export const cart = signal<CartView>(EMPTY_CART);
export const receipt = signal<ReceiptView | null>(null);
/** The last sale shown, so that hearing of it twice (HTTP and socket) shows it once. */
export const lastTransaction = signal<string | null>(null);

export const camera = signal<CameraState>({ status: 'off' });
export const sight = signal<Sight | null>(null);
/** Why frames are not being recognised just now; gone with the next frame that is. */
export const sightTrouble = signal<Refusal | null>(null);
export const demo = signal<DemoState | null>(null);

export const dialog = signal<Dialog>('none');
export const notice = signal<Notice | null>(null);
export const toasts = signal<readonly Toast[]>([]);

export const isOpen = computed(() => connection.value.status === 'open');
export const isCartEmpty = computed(() => cart.value.cart.length === 0);
