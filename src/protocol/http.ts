/** The bodies of the HTTP API. Replies carry whole NT$ and ISO times. */
import { z } from 'zod';
import { ErrorView, MemberView, Money, ProductView, ReceiptView } from './views.js';

/** It travels in addresses, so only plain characters. */
export const SessionId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, "_" or "-"')
  .describe(
    "Names one checkout counter's visit. It may be the digest of a secret, `s1_` and the SHA-256 in base64url; then only " +
      'who shows the secret may watch the visit and pay its cart. Any other is as good a secret as it is hard to guess.',
  );

/** The kiosk session that a member is signed in on. */
export const SessionQuery = z.object({ session_id: SessionId });
export type SessionQuery = z.infer<typeof SessionQuery>;

export const LoginRequest = z.object({
  session_id: SessionId,
  phone: z.string().min(1).max(32),
  pin: z.string().min(1).max(32),
});
export type LoginRequest = z.infer<typeof LoginRequest>;

export const RegisterRequest = z.object({
  session_id: SessionId,
  name: z.string().min(1).max(120),
  phone: z.string().min(1).max(32),
  consent: z
    .literal(true, 'must be true: a face is kept only with consent')
    .describe('The member has read the consent text that `GET /api/kiosk` gives, and agrees.'),
  pin: z.string().min(1).max(32).optional(),
});
export type RegisterRequest = z.infer<typeof RegisterRequest>;

export const IdentityRequest = z.object({
  session_id: SessionId,
  yes: z.boolean().describe('Whether the customer is who the kiosk asked about.'),
  pin: z.string().min(1).max(32).optional(),
});
export type IdentityRequest = z.infer<typeof IdentityRequest>;

export const CheckoutRequest = z.object({
  session_id: SessionId,
  expected_total: Money.optional().describe(
    'What the customer saw: the sale is refused with `price_changed` unless it comes to exactly this.',
  ),
});
export type CheckoutRequest = z.infer<typeof CheckoutRequest>;

export const IdempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,128}$/, 'Idempotency-Key must be 1 to 128 visible ASCII characters')
  .describe('Chosen by the client, one per intended sale: the same key gives the same answer.');

export const ProductsReply = z.object({
  products: z
    .array(
      z.object({
        ...ProductView.shape,
        stock: z.int().nullable(),
        picture: z.string().nullable().describe('Address of its picture, or null.'),
      }),
    )
    .readonly(),
});
export type ProductsReply = z.infer<typeof ProductsReply>;

const Done = { success: z.literal(true), message: z.string() };

export const DoneReply = z.object(Done);
export type DoneReply = z.infer<typeof DoneReply>;

export const LoginReply = z.object({ ...Done, user: MemberView });
export type LoginReply = z.infer<typeof LoginReply>;

export const IdentityReply = z.object({
  success: z.literal(true),
  user: MemberView.nullable().describe(
    'Null while a liveness challenge is still to be passed, and after a no.',
  ),
});
export type IdentityReply = z.infer<typeof IdentityReply>;

export const CheckoutReply = z.object({ ...Done, ...ReceiptView.shape });
export type CheckoutReply = z.infer<typeof CheckoutReply>;

export const TransactionsReply = z.object({
  transactions: z.array(ReceiptView).readonly(),
  total_spent: Money,
});
export type TransactionsReply = z.infer<typeof TransactionsReply>;

export const BothLanguages = z.object({ zh: z.string(), en: z.string() });
export type BothLanguages = z.infer<typeof BothLanguages>;

/** The faces part of `GET /api/kiosk`. */
export const FacesView = z.object({
  state: z
    .enum(['ready', 'preparing', 'unavailable', 'off'])
    .describe('`preparing`: the models are being fetched or converted; `off` by configuration.'),
  reason: BothLanguages.nullable().describe('What is missing and what to do, when unavailable.'),
  consent: z.object({ version: z.string(), zh: z.string(), en: z.string() }),
});
export type FacesView = z.infer<typeof FacesView>;

export const ClipView = z.object({
  name: z.string(),
  title: BothLanguages,
  fps: z.number(),
  frames: z.int(),
  by_face: z.boolean().describe('Whether a person in it is to be signed in by face.'),
});
export type ClipView = z.infer<typeof ClipView>;

/** What the kiosk page needs to know of its daemon. */
export const KioskReply = z.object({
  fps: z.number().describe('Frames a second that the daemon asks for.'),
  frame_width: z.int().describe('Pixels; a wider frame tells the model nothing more.'),
  public_url: z
    .string()
    .nullable()
    .describe('What a phone can reach receipts under, e.g. `https://shop.example`; null: nothing was named.'),
  faces: FacesView,
  demo: z.object({ phone: z.string(), pin: z.string(), clips: z.array(ClipView).readonly() }).nullable(),
});
export type KioskReply = z.infer<typeof KioskReply>;

export const DeviceRequest = z.object({ token: z.string().min(1).max(256) });
export type DeviceRequest = z.infer<typeof DeviceRequest>;

export const DeviceReply = z.object({ success: z.literal(true), name: z.string() });
export type DeviceReply = z.infer<typeof DeviceReply>;

export const ReceiptReply = z.object({ receipt: ReceiptView });
export type ReceiptReply = z.infer<typeof ReceiptReply>;

/** Every refusal, with the status that `errors.ts` gives its code. */
export const Refusal = z.object({ success: z.literal(false), ...ErrorView.shape });
export type Refusal = z.infer<typeof Refusal>;
