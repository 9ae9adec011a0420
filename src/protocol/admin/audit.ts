/** What was done in the shop and by whom, as it was written down. */
import { z } from 'zod';
import { Time } from '../views.js';

/** What can be done that is written down. */
export const AuditKind = z.enum([
  'sale',
  'void',
  'product_added',
  'product_changed',
  'product_learned',
  'product_unlearned',
  'member_enrolled',
  'member_changed',
  'member_erased',
  'face_enrolled',
  'face_erased',
  'owner_password_set',
  'owner_password_reset',
  'device_added',
  'device_removed',
  'model_used',
]);
export type AuditKind = z.infer<typeof AuditKind>;

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

export const AuditEntryView = z.object({
  number: z.int().min(1).describe('1, 2, 3 … without a gap.'),
  at: Time.describe('When it was done.'),
  actor: z
    .string()
    .describe(
      '`owner`, `member`, `cli`, `daemon`, `upgrade`, or `counter:` and the label that the pages show of a counter.',
    ),
  kind: AuditKind,
  facts: z.record(z.string(), z.unknown()).describe('Ids, prices and quantities; no person is named.'),
  previous: Hash.describe('`hash` of the entry before.'),
  hash: Hash.describe('SHA-256 over this entry and `previous`.'),
});
export type AuditEntryView = z.infer<typeof AuditEntryView>;

export const AuditQuery = z.object({
  kind: AuditKind.optional(),
  cursor: z.coerce.number().int().min(1).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditReply = z.object({
  entries: z.array(AuditEntryView).readonly().describe('Newest first.'),
  next: z.int().min(1).nullable().describe('For the following page; null on the last.'),
  head: z
    .object({ number: z.int().min(1), hash: Hash })
    .nullable()
    .describe('Of the newest entry of all; noted elsewhere it proves that nothing before it was changed.'),
});
export type AuditReply = z.infer<typeof AuditReply>;
