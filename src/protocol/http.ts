/** The bodies of the HTTP API. Replies carry whole NT$ and ISO times. */
import { z } from 'zod';
import { MemberView, Money, ProductView, ReceiptView } from './views.js';

/** A session id names one checkout counter's visit; it travels in addresses, so only plain characters. */
export const SessionId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, "_" or "-"');

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
  /** The member has read the consent text that `GET /api/kiosk` gives, and agrees. */
  consent: z.literal(true, 'must be true: a face is kept only with consent'),
  pin: z.string().min(1).max(32).optional(),
});
export type RegisterRequest = z.infer<typeof RegisterRequest>;

export const IdentityRequest = z.object({
  session_id: SessionId,
  /** Whether the customer is who the kiosk asked about. */
  yes: z.boolean(),
  pin: z.string().min(1).max(32).optional(),
});
export type IdentityRequest = z.infer<typeof IdentityRequest>;

export const CheckoutRequest = z.object({
  session_id: SessionId,
  /** When given, the sale is refused with `price_changed` unless it comes to exactly this, whole NT$. */
  expected_total: z.int().min(0).optional(),
});
export type CheckoutRequest = z.infer<typeof CheckoutRequest>;

/** 1 to 128 visible ASCII characters, chosen by the client, one per intended sale. */
export const IdempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,128}$/, 'Idempotency-Key must be 1 to 128 visible ASCII characters');

export const ProductsReply = z.object({
  products: z
    .array(
      z.object({
        ...ProductView.shape,
        stock: z.int().nullable(),
        /** Address of its picture, or null. */
        picture: z.string().nullable(),
      }),
    )
    .readonly(),
});
export type ProductsReply = z.infer<typeof ProductsReply>;

const Done = { success: z.literal(true), message: z.string() };

export const LoginReply = z.object({ ...Done, user: MemberView });
export type LoginReply = z.infer<typeof LoginReply>;

/** `user` is null while a liveness challenge is still to be passed, and after `yes: false`. */
export const IdentityReply = z.object({ success: z.literal(true), user: MemberView.nullable() });
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
  /** `preparing`: the models are being fetched or converted; `off` by configuration. */
  state: z.enum(['ready', 'preparing', 'unavailable', 'off']),
  /** What is missing and what to do, when unavailable. */
  reason: BothLanguages.nullable(),
  consent: z.object({ version: z.string(), zh: z.string(), en: z.string() }),
});
export type FacesView = z.infer<typeof FacesView>;

export const ClipView = z.object({
  name: z.string(),
  title: BothLanguages,
  fps: z.number(),
  frames: z.int(),
  /** Whether a person in it is to be signed in by face. */
  by_face: z.boolean(),
});
export type ClipView = z.infer<typeof ClipView>;

/** What the kiosk page needs to know of its daemon. */
export const KioskReply = z.object({
  /** Frames a second that the daemon asks for. */
  fps: z.number(),
  /** Pixels; a wider frame tells the model nothing more. */
  frame_width: z.int(),
  /** What a phone can reach receipts under, e.g. `https://shop.example`; null when the owner named nothing. */
  public_url: z.string().nullable(),
  faces: FacesView,
  demo: z.object({ phone: z.string(), pin: z.string(), clips: z.array(ClipView).readonly() }).nullable(),
});
export type KioskReply = z.infer<typeof KioskReply>;

export const ReceiptReply = z.object({ receipt: ReceiptView });
export type ReceiptReply = z.infer<typeof ReceiptReply>;
