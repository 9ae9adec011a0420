/** For service managers and monitors. */
import { z } from 'zod';

export const HealthReply = z.object({
  status: z.literal('ok'),
  uptime_s: z.int().min(0),
});
export type HealthReply = z.infer<typeof HealthReply>;

export const ReadyReply = z.object({
  ready: z.boolean(),
  checks: z.object({
    store: z.boolean(),
    model: z.boolean(),
    stopping: z.boolean().describe('True from the moment a stop was asked for.'),
  }),
  workers: z.int().min(1),
  workers_replaced: z.int().min(0).describe('How many crashed or hung since the start.'),
});
export type ReadyReply = z.infer<typeof ReadyReply>;
