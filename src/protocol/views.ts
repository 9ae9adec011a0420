/**
 * What several messages and replies are made of. Schemas and types in one: the daemon's word is checked against them in
 * the tests, and the published descriptions (OpenAPI, AsyncAPI) are made from them.
 *
 * Prices and totals are whole NT$. Times are ISO 8601. Boxes are `[x1, y1, x2, y2]` in pixels of the frame.
 */
import { z } from 'zod';
import { ERRORS, type ErrorCode } from './errors.js';

/** Whole NT$. */
export const Money = z.int().min(0);
export const Time = z.iso.datetime();

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
  /** Masked: a bystander reads this screen too. */
  phone: z.string(),
});
export type MemberView = z.infer<typeof MemberView>;

export const CartLineView = z.object({
  product_id: z.string(),
  name: z.string(),
  quantity: z.int().min(1),
  /** Unit price. */
  price: Money,
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
  /** Names the receipt's own page, `/receipt/{receipt_key}`, and is its secret. */
  receipt_key: z.string(),
  /** When the owner voided the sale, else null. */
  voided_at: Time.nullable(),
});
export type ReceiptView = z.infer<typeof ReceiptView>;

/** `[x1, y1, x2, y2]` in pixels of the frame. */
export const BoxView = z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly();
export type BoxView = z.infer<typeof BoxView>;

export const DetectionView = z.object({
  /** The same number for the same physical item from frame to frame; null while it is not tracked yet. */
  track_id: z.int().nullable(),
  class_id: z.int(),
  class_name: z.string(),
  confidence: z.number().min(0).max(1),
  box: BoxView,
  /** The catalogue product of this class, when there is one. */
  product: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** True once this physical item was counted. */
  counted: z.boolean(),
});
export type DetectionView = z.infer<typeof DetectionView>;

/** What a client sees of an error, on a socket (with `type: "error"`) and in an HTTP reply (with `success: false`). */
export const ErrorView = z.object({
  code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
  /** Traditional Chinese. */
  message: z.string(),
  message_en: z.string(),
  /** Which part of the request was wrong. */
  detail: z.string().optional(),
});
