/**
 * Every message on `/ws/{session_id}`, as JSON text. Contract: product.md §1; anything beyond it is additive.
 *
 * Prices and totals are whole NT$. Boxes are `[x1, y1, x2, y2]` in pixels of the frame that was sent.
 */
import { z } from 'zod';
import { Facts } from './facts.js';
import {
  BoxView,
  CartView,
  DetectionView,
  ErrorView,
  MemberView,
  ProductView,
  ReceiptView,
} from './views.js';

const seq = z.int().min(0).max(0xffff_ffff).optional();
/** The product the sender means; where the cart changed meanwhile, its line is found by this and not by the index. */
const productId = z.string().min(1).max(64).optional();

/** What a client may send. `seq` is the sender's own number of a frame and comes back in the answer. */
export const InboundMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('frame'), frame: z.string(), timestamp: z.string().max(64).optional(), seq }),
  /** From an edge with a token: what its own workers found in a picture. `captured_at` in ms since 1970. */
  z.object({ type: z.literal('facts'), captured_at: z.number().min(0).max(8.64e15), seq, facts: Facts }),
  z.object({ type: z.literal('ping') }),
  z.object({ type: z.literal('cart_remove'), index: z.int(), product_id: productId }),
  z.object({
    type: z.literal('cart_set_quantity'),
    index: z.int(),
    quantity: z.int().min(0).max(99),
    product_id: productId,
  }),
  z.object({ type: z.literal('sign_out') }),
  z.object({ type: z.literal('stay') }),
  /** Whether this socket wants the pictures that another socket's camera sends, as binary frames. */
  z.object({ type: z.literal('preview'), on: z.boolean() }),
]);
export type InboundMessage = z.infer<typeof InboundMessage>;
export const INBOUND_TYPES = InboundMessage.options.map((option) => option.shape.type.value);

/** `superseded`: a newer frame came before this one's turn. `another_camera`: another socket feeds this session. */
export const DropReason = z.enum(['superseded', 'another_camera', 'shutting_down']);
export type DropReason = z.infer<typeof DropReason>;

/** `replaced`: another person stands there now; the cart waits for its member. `forgotten`: the member was erased. */
export const SignOutReason = z.enum(['checkout', 'requested', 'idle', 'expired', 'replaced', 'forgotten']);
export type SignOutReason = z.infer<typeof SignOutReason>;

export const SignInMethod = z.enum(['pin', 'face']);
export type SignInMethod = z.infer<typeof SignInMethod>;

/**
 * What the face step makes of whoever stands there. `looking`: the face is good, more pictures are needed.
 * `several`: two people equally near, so nobody is taken. `recognised`: the one who just signed out still stands there.
 * The middle ones say what the customer can do about it.
 */
export const CustomerState = z.enum([
  'nobody',
  'several',
  'too_far',
  'outside_zone',
  'turned_away',
  'blurred',
  'too_dark',
  'looking',
  'recognised',
  'unknown',
  'not_live',
]);
export type CustomerState = z.infer<typeof CustomerState>;

/** The side as the customer feels it, not as the picture shows it. */
export const TurnSide = z.enum(['left', 'right']);
export type TurnSide = z.infer<typeof TurnSide>;
export const ChallengeReason = z.enum(['first_today', 'unsure', 'large_total']);
export type ChallengeReason = z.infer<typeof ChallengeReason>;

/** Whose camera feeds the session, as this socket sees it. */
export const CameraOwner = z.enum(['none', 'this', 'another']);
export type CameraOwner = z.infer<typeof CameraOwner>;

const frameStamp = { timestamp: z.string(), seq };

/** What the daemon sends as text. */
export const OutboundMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('frame_received'), ...frameStamp }),
  z.object({ type: z.literal('frame_dropped'), reason: DropReason, ...frameStamp }),
  z.object({
    type: z.literal('detections'),
    ...frameStamp,
    /** Size of the frame in pixels; boxes are in these coordinates. */
    width: z.int(),
    height: z.int(),
    detections: z.array(DetectionView).readonly(),
    /** Decoding and inference in the worker, ms. */
    analysis_ms: z.number(),
  }),
  z.object({
    type: z.literal('face_detected'),
    /** Null with `register_prompt`: a face that is no member's. */
    user: MemberView.nullable(),
    action: z.enum(['login', 'register_prompt']),
    bbox: BoxView,
  }),
  /** After each face step while nobody is signed in. */
  z.object({ type: z.literal('customer'), state: CustomerState, bbox: BoxView.nullable() }),
  /** 「您是王○明嗎？」, answered by `POST /api/identity`. Null: the question is withdrawn. */
  z.object({
    type: z.literal('identity_question'),
    question: z.object({ name: z.string(), needs_pin: z.boolean() }).nullable(),
  }),
  /** Please turn your head. Null: the challenge is over, `passed` says how. */
  z.object({
    type: z.literal('liveness_challenge'),
    challenge: z
      .object({
        side: TurnSide,
        reason: ChallengeReason,
        expires_in_ms: z.number(),
        /** How far the turn has come. */
        progress: z.number().min(0).max(1),
      })
      .nullable(),
    passed: z.boolean().nullable(),
  }),
  z.object({ type: z.literal('idle_warning'), seconds_left: z.number() }),
  z.object({ type: z.literal('product_detected'), product: ProductView, track_id: z.int() }),
  z.object({ type: z.literal('cart_updated'), ...CartView.shape }),
  z.object({
    type: z.literal('session_state'),
    session_id: z.string(),
    user: MemberView.nullable(),
    ...CartView.shape,
  }),
  /** Sent after `session_state` and whenever it changes, so that a page knows whether to send its own pictures or to show another's. */
  z.object({ type: z.literal('camera'), owner: CameraOwner }),
  z.object({ type: z.literal('signed_in'), user: MemberView, method: SignInMethod }),
  z.object({ type: z.literal('signed_out'), reason: SignOutReason }),
  z.object({ type: z.literal('checkout_completed'), receipt: ReceiptView }),
  z.object({ type: z.literal('pong') }),
  z.object({ type: z.literal('error'), seq, ...ErrorView.shape }),
]);
export type OutboundMessage = z.infer<typeof OutboundMessage>;
