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
  watchers: z.int().min(0).describe('Pages and programs that follow this counter.'),
  last_frame_at: Time.nullable(),
  fps: z.number().min(0).describe('Frames analysed a second, over the last ten seconds.'),
});
export type KioskView = z.infer<typeof KioskView>;

export const HealthView = z.object({
  check: z.enum(['store', 'model', 'catalogue', 'faces', 'disk', 'kiosks']),
  state: z.enum(['ok', 'warning', 'failed']),
  text: BothLanguages.describe('What is so, and where something is wrong, what to do.'),
});
export type HealthView = z.infer<typeof HealthView>;

export const TodayReply = z.object({
  date: z.iso.date().describe('Where the shop is, `YYYY-MM-DD`.'),
  today: SalesFigures,
  yesterday: SalesFigures.describe('The whole day before.'),
  hours: z.array(HourFigures).readonly().describe('24 of them.'),
  kiosks: z.array(KioskView).readonly(),
  health: z.array(HealthView).readonly(),
  low_stock: z.array(LowStock).readonly(),
  recent: z.array(TransactionRow).readonly().describe('The last sales, newest first.'),
});
export type TodayReply = z.infer<typeof TodayReply>;
