/** Sales as the owner looks through them. */
import { z } from 'zod';
import { writtenText } from '../text.js';
import { Money, ReceiptView, Time } from '../views.js';
import { SalesFigures } from './reports.js';

export const TransactionRow = z.object({
  transaction_id: z.string(),
  created_at: Time,
  member: z
    .object({ id: z.string(), name: z.string() })
    .nullable()
    .describe('Null: the member was forgotten.'),
  total: Money,
  total_quantity: z.int().min(0),
  voided_at: Time.nullable(),
});
export type TransactionRow = z.infer<typeof TransactionRow>;

export const SaleStatus = z.enum(['all', 'sold', 'voided']);
export type SaleStatus = z.infer<typeof SaleStatus>;

/** Filters of the list and of the CSV; all of them optional. Days are where the shop is, both included. */
export const TransactionFilter = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  member: z.string().max(64).optional(),
  product: z.string().max(64).optional(),
  status: SaleStatus.default('all'),
  number: z.string().max(32).optional().describe('The beginning of a transaction number.'),
});
export type TransactionFilter = z.infer<typeof TransactionFilter>;

export const TransactionQuery = z.object({
  ...TransactionFilter.shape,
  cursor: z.string().max(64).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type TransactionQuery = z.infer<typeof TransactionQuery>;

export const TransactionListReply = z.object({
  transactions: z.array(TransactionRow).readonly().describe('Newest first.'),
  next: z.string().nullable().describe('For the following page; null on the last.'),
  total: SalesFigures.describe('Of all that the filter finds, voided ones not counted.'),
});
export type TransactionListReply = z.infer<typeof TransactionListReply>;

export const TransactionReply = z.object({
  transaction: z.object({
    ...TransactionRow.shape,
    lines: ReceiptView.shape.lines,
    receipt_key: ReceiptView.shape.receipt_key,
    void_reason: z.string().nullable(),
  }),
});
export type TransactionReply = z.infer<typeof TransactionReply>;

export const VoidRequest = z.object({ reason: writtenText(200) });
export type VoidRequest = z.infer<typeof VoidRequest>;
