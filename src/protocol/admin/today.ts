/** What the owner sees first: how today goes, and whether everything works. */
import { z } from 'zod';
import { BothLanguages } from '../http.js';
import { Money, Time } from '../views.js';
import { HourFigures, LowStock, SalesFigures } from './reports.js';
import { TransactionRow } from './transactions.js';

/** A counter that is open now. Its session id is a secret, so only a label of it is told. */
export const KioskView = z.object({
  label: z.string(),
  signed_in: z.boolean(),
  cart_quantity: z.int().min(0),
  cart_total: Money,
  /** Pages and programs that follow this counter. */
  watchers: z.int().min(0),
  last_frame_at: Time.nullable(),
  /** Frames analysed a second, over the last ten seconds. */
  fps: z.number().min(0),
});
export type KioskView = z.infer<typeof KioskView>;

export const HealthView = z.object({
  check: z.enum(['store', 'model', 'catalogue', 'faces', 'disk', 'kiosks']),
  state: z.enum(['ok', 'warning', 'failed']),
  /** What is so, and where something is wrong, what to do. */
  text: BothLanguages,
});
export type HealthView = z.infer<typeof HealthView>;

export const TodayReply = z.object({
  /** Where the shop is, `YYYY-MM-DD`. */
  date: z.iso.date(),
  today: SalesFigures,
  /** The whole day before. */
  yesterday: SalesFigures,
  /** 24 of them. */
  hours: z.array(HourFigures).readonly(),
  kiosks: z.array(KioskView).readonly(),
  health: z.array(HealthView).readonly(),
  low_stock: z.array(LowStock).readonly(),
  /** The last sales, newest first. */
  recent: z.array(TransactionRow).readonly(),
});
export type TodayReply = z.infer<typeof TodayReply>;
