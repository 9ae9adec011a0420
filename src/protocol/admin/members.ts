/** Members as the owner sees them. Lists show a masked phone number; one member's page shows the whole. */
import { z } from 'zod';
import { MemberView, Money, ReceiptView, Time } from '../views.js';

export const MemberRow = z.object({
  ...MemberView.shape,
  has_face: z.boolean(),
  has_pin: z.boolean(),
  created_at: Time,
  last_visit_at: Time.nullable(),
  purchases: z.int().min(0).describe('Sales, and what they came to, without voided ones.'),
  spent: Money,
});
export type MemberRow = z.infer<typeof MemberRow>;

export const MembersReply = z.object({ members: z.array(MemberRow).readonly() });
export type MembersReply = z.infer<typeof MembersReply>;

export const MemberReply = z.object({
  member: z.object({
    ...MemberRow.shape,
    consent: z
      .object({ version: z.string(), at: Time })
      .nullable()
      .describe('When the consent to keep the face was given, and to which text; null without a face.'),
  }),
  transactions: z.array(ReceiptView).readonly(),
});
export type MemberReply = z.infer<typeof MemberReply>;

/** Only what is named changes. `pin: null` takes the PIN away. */
export const MemberChangeRequest = z
  .strictObject({
    name: z.string().min(1).max(120),
    phone: z.string().min(1).max(32),
    pin: z.string().min(1).max(32).nullable(),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'must change something');
export type MemberChangeRequest = z.infer<typeof MemberChangeRequest>;
