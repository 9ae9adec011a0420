/** Figures over days. Voided sales are in none of them but `voided`. */
import { z } from 'zod';
import { Money } from '../views.js';

export const SalesFigures = z.object({
  sales: z.int().min(0),
  takings: Money,
  items: z.int().min(0).describe('Physical items sold.'),
});
export type SalesFigures = z.infer<typeof SalesFigures>;

export const DayFigures = z.object({ date: z.iso.date(), ...SalesFigures.shape });
export type DayFigures = z.infer<typeof DayFigures>;

export const HourFigures = z.object({ hour: z.int().min(0).max(23), ...SalesFigures.shape });
export type HourFigures = z.infer<typeof HourFigures>;

export const ProductFigures = z.object({
  product_id: z.string(),
  name: z.string().describe('As it was last sold.'),
  quantity: z.int().min(0),
  takings: Money,
});
export type ProductFigures = z.infer<typeof ProductFigures>;

export const LowStock = z.object({ product_id: z.string(), name: z.string(), stock: z.int() });
export type LowStock = z.infer<typeof LowStock>;

/** Days where the shop is, both included. */
export const ReportQuery = z.object({ from: z.iso.date(), to: z.iso.date() });
export type ReportQuery = z.infer<typeof ReportQuery>;

export const ReportReply = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  total: SalesFigures,
  voided: z.object({ sales: z.int().min(0), amount: Money }),
  days: z.array(DayFigures).readonly().describe('Every day of the range, also those without a sale.'),
  hours: z.array(HourFigures).readonly().describe('All 24, summed over the days.'),
  products: z.array(ProductFigures).readonly().describe('Most takings first.'),
  low_stock: z.array(LowStock).readonly(),
});
export type ReportReply = z.infer<typeof ReportReply>;
