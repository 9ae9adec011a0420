/**
 * A member's own page. Who asks is known by the cookie that `POST /api/me/sign-in` sets, or by the session of a kiosk on
 * which the member is signed in (by face or PIN).
 */
import { z } from 'zod';
import { SessionId } from './http.js';
import { CartView, MemberView, Money, ReceiptView, Time } from './views.js';

export const MeSignInRequest = z.object({ phone: z.string().min(1).max(32), pin: z.string().min(1).max(32) });
export type MeSignInRequest = z.infer<typeof MeSignInRequest>;

const session_id = SessionId.optional().describe(
  'The kiosk session that vouches for the member; without it the cookie does.',
);

export const MeQuery = z.object({ session_id });
export type MeQuery = z.infer<typeof MeQuery>;

export const MeReply = z.object({
  user: MemberView,
  member_since: Time,
  last_visit_at: Time.nullable(),
  has_face: z.boolean().describe('Whether a face template is kept.'),
  has_pin: z.boolean(),
  face_since: Time.nullable().describe('When the consent to keep the face was given; null without a face.'),
  total_spent: Money.describe('Without voided sales.'),
  purchases: z.int().min(0),
  transactions: z.array(ReceiptView).readonly().describe('Newest first, voided ones too.'),
});
export type MeReply = z.infer<typeof MeReply>;

export const SignedOutReply = z.object({ success: z.literal(true) });
export type SignedOutReply = z.infer<typeof SignedOutReply>;

export const ForgetMeRequest = z.object({
  session_id,
  pin: z
    .string()
    .min(1)
    .max(32)
    .optional()
    .describe('A member who has a PIN says it again; a face alone erases nobody who has one.'),
  what: z
    .enum(['everything', 'face'])
    .describe('`face` erases only the face template, its key and its consent.'),
});
export type ForgetMeRequest = z.infer<typeof ForgetMeRequest>;

/** All that is held of a member; the face template is told of, not given. */
export const MemberExport = z.object({
  exported_at: Time,
  member: z.object({
    id: z.string(),
    name: z.string(),
    phone: z.string(),
    has_pin: z.boolean(),
    created_at: Time,
    last_visit_at: Time.nullable(),
    /** Wrong PINs in a row, entered for this phone number. */
    pin_failures: z.int().min(0),
  }),
  face: z
    .object({
      embedder: z.string(),
      created_at: Time,
      consent_version: z.string(),
      consent_text: z.string(),
      consent_at: Time,
    })
    .nullable(),
  transactions: z.array(ReceiptView).readonly(),
  open_carts: z.array(CartView).readonly(),
});
export type MemberExport = z.infer<typeof MemberExport>;
