/** The wire's shapes that this page uses, by one name each, and the shapes only this page has. */
import type { ErrorBody } from '../../src/protocol/errors';
import type { ProductsReply } from '../../src/protocol/http';
import type { DetectionView } from '../../src/protocol/messages';

export type {
  CartLineView,
  CartView,
  DetectionView,
  InboundMessage,
  MemberView,
  OutboundMessage,
  ReceiptView,
} from '../../src/protocol/messages';

export type ShopProduct = ProductsReply['products'][number];

export interface DemoClip {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly fps: number;
  readonly frames: number;
}

/** What `GET /api/kiosk` says. `demo` is null in a real shop. */
export interface KioskInfo {
  readonly fps: number;
  readonly frame_width: number;
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

export type Dialog = 'none' | 'sign-in' | 'confirm' | 'sign-out';
