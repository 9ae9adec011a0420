/** The bodies of the HTTP API. Replies carry whole NT$ and ISO times. */
import { z } from 'zod';
import type { MemberView, ProductView, ReceiptView } from './messages.js';

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

export interface ProductsReply {
  readonly products: readonly (ProductView & { readonly stock: number | null })[];
}

export interface LoginReply {
  readonly success: true;
  readonly message: string;
  readonly user: MemberView;
}

/** `user` is null while a liveness challenge is still to be passed, and after `yes: false`. */
export interface IdentityReply {
  readonly success: true;
  readonly user: MemberView | null;
}

/** The faces part of `GET /api/kiosk`. */
export interface FacesView {
  /** `preparing`: the models are being fetched or converted; `off` by configuration. */
  readonly state: 'ready' | 'preparing' | 'unavailable' | 'off';
  /** What is missing and what to do, when unavailable. */
  readonly reason: { readonly zh: string; readonly en: string } | null;
  readonly consent: { readonly version: string; readonly zh: string; readonly en: string };
}

export interface CheckoutReply extends ReceiptView {
  readonly success: true;
  readonly message: string;
}

export interface TransactionsReply {
  readonly transactions: readonly ReceiptView[];
  readonly total_spent: number;
}
