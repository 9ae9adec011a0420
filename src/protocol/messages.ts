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

const seq = z
  .int()
  .min(0)
  .max(0xffff_ffff)
  .optional()
  .describe("The sender's own number of the frame; it comes back in the answer.");
const index = z.int().describe('Of the line in the cart, from 0.');
const product_id = z
  .string()
  .min(1)
  .max(64)
  .optional()
  .describe(
    'The product that is meant: its line is found by this, wherever it is by now, and not by the index.',
  );

/** What a client may send as text. */
export const InboundMessage = z.discriminatedUnion('type', [
  z
    .object({
      type: z.literal('frame'),
      frame: z.string().describe('A JPEG in base64, with or without a `data:` prefix.'),
      timestamp: z.string().max(64).optional().describe('When it was captured, ISO 8601.'),
      seq,
    })
    .describe("A picture of the counter's camera."),
  z
    .object({
      type: z.literal('facts'),
      captured_at: z.number().min(0).max(8.64e15).describe('ms since 1970.'),
      seq,
      facts: Facts,
    })
    .describe('From an edge with a token: what its own workers found in a picture, in place of it.'),
  z.object({ type: z.literal('ping') }).describe('Answered by `pong`.'),
  z.object({ type: z.literal('cart_remove'), index, product_id }).describe('Removes a line.'),
  z
    .object({ type: z.literal('cart_set_quantity'), index, quantity: z.int().min(0).max(99), product_id })
    .describe('0 removes the line.'),
  z.object({ type: z.literal('sign_out') }).describe('Ends the visit; the cart is given up.'),
  z.object({ type: z.literal('stay') }).describe('The answer to `idle_warning`.'),
  z
    .object({ type: z.literal('preview'), on: z.boolean() })
    .describe("Whether this socket wants the pictures of another socket's camera, as binary frames."),
]);
export type InboundMessage = z.infer<typeof InboundMessage>;
export const INBOUND_TYPES = InboundMessage.options.map((option) => option.shape.type.value);

export const DropReason = z
  .enum(['superseded', 'another_camera', 'shutting_down'])
  .describe(
    "`superseded`: a newer frame came before this one's turn. `another_camera`: another socket feeds this session.",
  );
export type DropReason = z.infer<typeof DropReason>;

export const SignOutReason = z
  .enum(['checkout', 'requested', 'idle', 'expired', 'replaced', 'forgotten'])
  .describe(
    '`expired`: no socket came back in time. `replaced`: another person stands there now; the cart waits for its ' +
      'member. `forgotten`: the member was erased.',
  );
export type SignOutReason = z.infer<typeof SignOutReason>;

export const SignInMethod = z.enum(['pin', 'face']);
export type SignInMethod = z.infer<typeof SignInMethod>;

/** What the face step makes of whoever stands there. The middle ones say what the customer can do about it. */
export const CustomerState = z
  .enum([
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
  ])
  .describe(
    '`several`: two people equally near, so nobody is taken. `looking`: the face is good, more pictures are needed. ' +
      '`recognised`: the one who just signed out still stands there.',
  );
export type CustomerState = z.infer<typeof CustomerState>;

export const TurnSide = z
  .enum(['left', 'right'])
  .describe('As the customer feels it, not as the picture shows it.');
export type TurnSide = z.infer<typeof TurnSide>;
export const ChallengeReason = z.enum(['first_today', 'unsure', 'large_total']);
export type ChallengeReason = z.infer<typeof ChallengeReason>;

export const CartMode = z
  .enum(['scan', 'tray'])
  .describe(
    '`scan`: each item shown to the camera goes into the cart. `tray`: the cart holds what lies before the camera.',
  );
export type CartMode = z.infer<typeof CartMode>;

export const CameraOwner = z
  .enum(['none', 'this', 'another'])
  .describe('Whose camera feeds the session, as this socket sees it.');
export type CameraOwner = z.infer<typeof CameraOwner>;

const frameStamp = { timestamp: z.string().describe('As the sender gave it, else when it came.'), seq };

const challenge = z.object({
  side: TurnSide,
  reason: ChallengeReason,
  expires_in_ms: z.number(),
  progress: z.number().min(0).max(1).describe('How far the turn has come.'),
});

/** What the daemon sends as text. */
export const OutboundMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('frame_received'), ...frameStamp }).describe('The frame is being analysed.'),
  z
    .object({ type: z.literal('frame_dropped'), reason: DropReason, ...frameStamp })
    .describe('The frame is not analysed.'),
  z
    .object({
      type: z.literal('detections'),
      ...frameStamp,
      width: z.int().describe('Of the frame, pixels; boxes are in these coordinates.'),
      height: z.int(),
      detections: z.array(DetectionView).readonly(),
      analysis_ms: z.number().describe('Decoding and inference in the worker, ms.'),
    })
    .describe('What each analysed frame shows.'),
  z
    .object({
      type: z.literal('face_detected'),
      user: MemberView.nullable().describe("Null with `register_prompt`: a face that is no member's."),
      action: z.enum(['login', 'register_prompt']),
      bbox: BoxView,
    })
    .describe("A member was recognised, or a face that is no member's stays."),
  z
    .object({ type: z.literal('customer'), state: CustomerState, bbox: BoxView.nullable() })
    .describe('After each face step while nobody is signed in: twice a second at most.'),
  z
    .object({
      type: z.literal('identity_question'),
      question: z
        .object({ name: z.string().describe('Masked.'), needs_pin: z.boolean() })
        .nullable()
        .describe('Null: the question is withdrawn.'),
    })
    .describe('「您是王○明嗎？」, answered by `POST /api/identity`.'),
  z
    .object({
      type: z.literal('liveness_challenge'),
      challenge: challenge.nullable().describe('Null: the challenge is over, `passed` says how.'),
      passed: z.boolean().nullable(),
    })
    .describe('Please turn your head.'),
  z
    .object({ type: z.literal('idle_warning'), seconds_left: z.number() })
    .describe('Nobody seems to be there: the time left to the sign-out, answered by `stay`.'),
  z
    .object({ type: z.literal('product_detected'), product: ProductView, track_id: z.int() })
    .describe('Once per physical item; in tray mode when it is put down.'),
  z
    .object({
      type: z.literal('product_removed'),
      product_id: z.string(),
      name: z.string(),
      quantity: z.int().min(1),
    })
    .describe('Tray mode: so many items were taken away and are out of the cart; after `cart_updated`.'),
  z
    .object({
      type: z.literal('tray'),
      items: z.int().min(0).describe('That lie before the camera.'),
      left_over: z
        .int()
        .min(0)
        .describe(
          'Of these, what an earlier visit left there, paid or not: it is in no cart until it is taken away.',
        ),
    })
    .describe('Tray mode: after `session_state` and at every change.'),
  z
    .object({ type: z.literal('product_unknown'), track_id: z.int(), bbox: BoxView })
    .describe(
      'Once per object that is none of the products of this shop: it goes into no cart, staff must help.',
    ),
  z.object({ type: z.literal('cart_updated'), ...CartView.shape }).describe('The whole cart at each change.'),
  z
    .object({
      type: z.literal('session_state'),
      session_id: z.string(),
      user: MemberView.nullable(),
      cart_mode: CartMode,
      ...CartView.shape,
    })
    .describe('The first message on every socket.'),
  z
    .object({ type: z.literal('camera'), owner: CameraOwner })
    .describe(
      'After `session_state` and at every change: tells a page whether to send its own pictures or to show ' +
        "another's, see `preview`.",
    ),
  z
    .object({ type: z.literal('signed_in'), user: MemberView, method: SignInMethod })
    .describe('A visit begins.'),
  z.object({ type: z.literal('signed_out'), reason: SignOutReason }).describe('The visit is over.'),
  z
    .object({ type: z.literal('checkout_completed'), receipt: ReceiptView })
    .describe('The sale is stored; `signed_out` follows.'),
  z
    .object({ type: z.literal('products_changed') })
    .describe('The owner changed a product or its picture: `GET /api/products` is another one now.'),
  z.object({ type: z.literal('pong') }).describe('The answer to `ping`.'),
  z
    .object({ type: z.literal('error'), seq, ...ErrorView.shape })
    .describe('What was wrong with a message; `seq` when it is about a frame. The connection lives on.'),
]);
export type OutboundMessage = z.infer<typeof OutboundMessage>;
