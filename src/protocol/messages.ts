/**
 * Every message on `/ws/{session_id}`, as JSON text. Contract: product.md §1; anything beyond it is additive.
 *
 * Prices and totals are whole NT$. Boxes are `[x1, y1, x2, y2]` in pixels of the frame that was sent.
 */
import { z } from 'zod';
import type { ErrorBody } from './errors.js';

const seq = z.int().min(0).max(0xffff_ffff).optional();

/** What a client may send. `seq` is the sender's own number of a frame and comes back in the answer. */
export const InboundMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('frame'), frame: z.string(), timestamp: z.string().max(64).optional(), seq }),
  z.object({ type: z.literal('ping') }),
  z.object({ type: z.literal('cart_remove'), index: z.int() }),
  z.object({ type: z.literal('cart_set_quantity'), index: z.int(), quantity: z.int().min(0).max(99) }),
  z.object({ type: z.literal('sign_out') }),
  z.object({ type: z.literal('stay') }),
]);
export type InboundMessage = z.infer<typeof InboundMessage>;
export const INBOUND_TYPES = InboundMessage.options.map((option) => option.shape.type.value);

export interface ProductView {
  readonly id: string;
  readonly name: string;
  /** Whole NT$. */
  readonly price: number;
  readonly yolo_class_id: number | null;
  readonly class_name: string | null;
}

export interface MemberView {
  readonly id: string;
  readonly name: string;
  /** Masked: a bystander reads this screen too. */
  readonly phone: string;
}

export interface CartLineView {
  readonly product_id: string;
  readonly name: string;
  readonly quantity: number;
  /** Unit price, whole NT$. */
  readonly price: number;
  readonly subtotal: number;
}

export interface CartView {
  readonly cart: readonly CartLineView[];
  readonly total: number;
  readonly total_quantity: number;
}

export interface ReceiptView {
  readonly transaction_id: string;
  readonly created_at: string;
  readonly lines: readonly CartLineView[];
  readonly total: number;
  readonly total_quantity: number;
}

/** `[x1, y1, x2, y2]` in pixels of the frame. */
export type BoxView = readonly [number, number, number, number];

export interface DetectionView {
  /** The same number for the same physical item from frame to frame; null while it is not tracked yet. */
  readonly track_id: number | null;
  readonly class_id: number;
  readonly class_name: string;
  /** 0 … 1. */
  readonly confidence: number;
  readonly box: BoxView;
  /** The catalogue product of this class, when there is one. */
  readonly product: { readonly id: string; readonly name: string } | null;
  /** True once this physical item was counted. */
  readonly counted: boolean;
}

/** `superseded`: a newer frame came before this one's turn. `another_camera`: another socket feeds this session. */
export type DropReason = 'superseded' | 'another_camera' | 'shutting_down';
/** `replaced`: another person stands there now; the cart waits for its member. `forgotten`: the member was erased. */
export type SignOutReason = 'checkout' | 'requested' | 'idle' | 'expired' | 'replaced' | 'forgotten';
export type SignInMethod = 'pin' | 'face';

/**
 * What the face step makes of whoever stands there. `looking`: the face is good, more pictures are needed.
 * `several`: two people equally near, so nobody is taken. `recognised`: the one who just signed out still stands there.
 * The middle ones say what the customer can do about it.
 */
export type CustomerState =
  | 'nobody'
  | 'several'
  | 'too_far'
  | 'outside_zone'
  | 'turned_away'
  | 'blurred'
  | 'too_dark'
  | 'looking'
  | 'recognised'
  | 'unknown'
  | 'not_live';

/** The side as the customer feels it, not as the picture shows it. */
export type TurnSide = 'left' | 'right';
export type ChallengeReason = 'first_today' | 'unsure' | 'large_total';

/** What the daemon sends. */
export type OutboundMessage =
  | { readonly type: 'frame_received'; readonly timestamp: string; readonly seq?: number }
  | {
      readonly type: 'frame_dropped';
      readonly reason: DropReason;
      readonly timestamp: string;
      readonly seq?: number;
    }
  | {
      readonly type: 'detections';
      readonly timestamp: string;
      readonly seq?: number;
      /** Size of the frame in pixels; boxes are in these coordinates. */
      readonly width: number;
      readonly height: number;
      readonly detections: readonly DetectionView[];
      /** Decoding and inference in the worker, ms. */
      readonly analysis_ms: number;
    }
  | {
      readonly type: 'face_detected';
      /** Null with `register_prompt`: a face that is no member's. */
      readonly user: MemberView | null;
      readonly action: 'login' | 'register_prompt';
      readonly bbox: BoxView;
    }
  | {
      /** After each face step while nobody is signed in. */
      readonly type: 'customer';
      readonly state: CustomerState;
      readonly bbox: BoxView | null;
    }
  | {
      /** 「您是王○明嗎？」, answered by `POST /api/identity`. Null: the question is withdrawn. */
      readonly type: 'identity_question';
      readonly question: { readonly name: string; readonly needs_pin: boolean } | null;
    }
  | {
      /** Please turn your head. Null: the challenge is over, `passed` says how. */
      readonly type: 'liveness_challenge';
      readonly challenge: {
        readonly side: TurnSide;
        readonly reason: ChallengeReason;
        readonly expires_in_ms: number;
        /** How far the turn has come, 0 … 1. */
        readonly progress: number;
      } | null;
      readonly passed: boolean | null;
    }
  | { readonly type: 'idle_warning'; readonly seconds_left: number }
  | { readonly type: 'product_detected'; readonly product: ProductView; readonly track_id: number }
  | ({ readonly type: 'cart_updated' } & CartView)
  | ({
      readonly type: 'session_state';
      readonly session_id: string;
      readonly user: MemberView | null;
    } & CartView)
  | { readonly type: 'signed_in'; readonly user: MemberView; readonly method: SignInMethod }
  | { readonly type: 'signed_out'; readonly reason: SignOutReason }
  | { readonly type: 'checkout_completed'; readonly receipt: ReceiptView }
  | { readonly type: 'pong' }
  | ({ readonly type: 'error'; readonly seq?: number } & ErrorBody);
