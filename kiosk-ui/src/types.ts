/** The wire's shapes that this page uses, by one name each, and the shapes only this page has. */
import type { ErrorBody } from '../../src/protocol/errors';
import type { FacesView, ProductsReply } from '../../src/protocol/http';
import type {
  ChallengeReason,
  CustomerState,
  OutboundMessage,
  SignOutReason,
  TurnSide,
} from '../../src/protocol/messages';
import type { BoxView, DetectionView } from '../../src/protocol/views';

export type { FacesView } from '../../src/protocol/http';
export type {
  CameraOwner,
  CartMode,
  ChallengeReason,
  CustomerState,
  InboundMessage,
  OutboundMessage,
  SignOutReason,
  TurnSide,
} from '../../src/protocol/messages';
export type {
  BoxView,
  CartLineView,
  CartView,
  DetectionView,
  MemberView,
  ReceiptView,
} from '../../src/protocol/views';

export type ShopProduct = ProductsReply['products'][number];

export interface DemoClip {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly fps: number;
  readonly frames: number;
  /** Whether its person signs in by face; an older daemon does not say. */
  readonly by_face?: boolean;
}

/** What `GET /api/kiosk` says. `demo` is null in a real shop; an older daemon knows no `faces` and no `public_url`. */
export interface KioskInfo {
  readonly fps: number;
  readonly frame_width: number;
  readonly public_url?: string | null;
  readonly faces?: FacesView;
  readonly demo: null | { readonly phone: string; readonly pin: string; readonly clips: readonly DemoClip[] };
}

/** Why something did not work: the daemon's own words, or that no answer came at all. */
export type Refusal =
  | ({ readonly kind: 'refused'; readonly status: number } & ErrorBody)
  | { readonly kind: 'no-answer' };

export type Answer<T> =
  | { readonly ok: true; readonly body: T }
  | { readonly ok: false; readonly refusal: Refusal };

/** What one analysed frame showed; boxes are in pixels of a `width` × `height` frame. */
export interface Sight {
  readonly width: number;
  readonly height: number;
  readonly detections: readonly DetectionView[];
}

export type Connection =
  | { readonly status: 'connecting' }
  | { readonly status: 'open' }
  /** `retryAt`: `Date.now()` of the next attempt. */
  | { readonly status: 'waiting'; readonly retryAt: number };

export type CameraTrouble = 'refused' | 'busy' | 'missing' | 'unplugged' | 'insecure' | 'failed';

export type CameraState =
  | { readonly status: 'off' }
  | { readonly status: 'starting' }
  | { readonly status: 'live'; readonly stream: MediaStream }
  | { readonly status: 'trouble'; readonly trouble: CameraTrouble };

export interface DemoState {
  readonly clip: DemoClip;
  readonly phase: 'signing-in' | 'playing' | 'ended' | 'failed';
  /** Frames shown so far. */
  readonly shown: number;
  /** The picture on the screen now. */
  readonly picture: ImageBitmap | null;
}

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Customer {
  readonly state: CustomerState;
  readonly bbox: BoxView | null;
}

export type Question = NonNullable<Extract<OutboundMessage, { type: 'identity_question' }>['question']>;

export interface Challenge {
  readonly side: TurnSide;
  readonly reason: ChallengeReason;
  /** 0 … 1. */
  readonly progress: number;
  /** `Date.now()`. */
  readonly endsAt: number;
}

/** How a challenge ended. */
export interface Proof {
  readonly passed: boolean;
  readonly reason: ChallengeReason;
}

/** Whether to join: `declined` holds until whoever declined has left. */
export type Invitation = 'none' | 'open' | 'declined';

/** Sign-outs that the customer did not ask for, and so has to be told of. */
export type SignOutNews = Extract<SignOutReason, 'idle' | 'replaced' | 'forgotten'>;

export type Dialog = 'none' | 'sign-in' | 'register' | 'confirm' | 'sign-out';
