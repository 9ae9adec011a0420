/**
 * What several messages and replies are made of. Schemas and types in one: the daemon's word is checked against them in
 * the tests, and the published descriptions (OpenAPI, AsyncAPI) are made from them.
 *
 * Prices and totals are whole NT$. Times are ISO 8601. Boxes are `[x1, y1, x2, y2]` in pixels of the frame.
 */
import { z } from 'zod';
import { ERRORS, type ErrorCode } from './errors.js';

export const Money = z.int().min(0).describe('Whole NT$.');
export const Time = z.iso.datetime().describe('ISO 8601, UTC.');

export const ProductView = z.object({
  id: z.string(),
  name: z.string(),
  price: Money,
  yolo_class_id: z.int().nullable(),
  class_name: z.string().nullable(),
});
export type ProductView = z.infer<typeof ProductView>;

export const MemberView = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string().describe('Masked: a bystander reads this screen too.'),
});
export type MemberView = z.infer<typeof MemberView>;

export const CartLineView = z.object({
  product_id: z.string(),
  name: z.string(),
  quantity: z.int().min(1),
  price: Money.describe('Unit price.'),
  subtotal: Money,
});
export type CartLineView = z.infer<typeof CartLineView>;

export const CartView = z.object({
  cart: z.array(CartLineView).readonly(),
  total: Money,
  total_quantity: z.int().min(0),
});
export type CartView = z.infer<typeof CartView>;

export const ReceiptView = z.object({
  transaction_id: z.string(),
  created_at: Time,
  lines: z.array(CartLineView).readonly(),
  total: Money,
  total_quantity: z.int().min(0),
  receipt_key: z
    .string()
    .describe("Names the receipt's own page, `/receipt/{receipt_key}`, and is its secret."),
  voided_at: Time.nullable().describe('When the owner voided the sale, else null.'),
});
export type ReceiptView = z.infer<typeof ReceiptView>;

export const BoxView = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .readonly()
  .describe('`[x1, y1, x2, y2]` in pixels of the frame.');
export type BoxView = z.infer<typeof BoxView>;

export const DetectionView = z.object({
  track_id: z
    .int()
    .nullable()
    .describe('The same for the same physical item from frame to frame; null while it is not tracked yet.'),
  class_id: z.int(),
  class_name: z.string(),
  confidence: z.number().min(0).max(1),
  box: BoxView,
  product: z
    .object({ id: z.string(), name: z.string() })
    .nullable()
    .describe('The catalogue product of this class, when there is one.'),
  counted: z.boolean().describe('True once this physical item was counted.'),
  unknown: z
    .boolean()
    .describe('True once it was found to be none of the products of this shop; it goes into no cart.'),
});
export type DetectionView = z.infer<typeof DetectionView>;

/** What a client sees of an error, on a socket (with `type: "error"`) and in an HTTP reply (with `success: false`). */
export const ErrorView = z.object({
  code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
  message: z.string().describe('Traditional Chinese.'),
  message_en: z.string(),
  detail: z.string().optional().describe('Which part of the request was wrong.'),
  retry_after_s: z.int().optional().describe('Seconds after which it may be tried again.'),
});
