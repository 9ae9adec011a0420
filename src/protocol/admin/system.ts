/** How the machine behind the shop does. */
import { z } from 'zod';
import { FacesView } from '../http.js';
import { Time } from '../views.js';
import { ModelView } from './models.js';

export const SystemReply = z.object({
  version: z.string(),
  node: z.string(),
  uptime_s: z.number().min(0),
  memory_bytes: z.int().describe('Resident, workers included.'),
  sockets: z.int().min(0),
  sessions: z.int().min(0),
  model: ModelView.extend({
    file: z.string(),
    workers: z.int(),
    healthy: z.boolean(),
  }),
  /** From a frame's arrival to its detections leaving, since the start. `le_ms` null: everything above. */
  latency: z.object({
    frames: z.int().min(0),
    mean_ms: z.number().nullable(),
    buckets: z.array(z.object({ le_ms: z.number().nullable(), frames: z.int().min(0) })).readonly(),
  }),
  faces: z.object({ state: FacesView.shape.state, members: z.int().min(0) }),
  storage: z.object({ kind: z.string(), used_bytes: z.int().min(0), free_bytes: z.int().min(0) }),
});
export type SystemReply = z.infer<typeof SystemReply>;

export const LogLine = z.object({
  at: Time,
  level: z.enum(['debug', 'info', 'warn', 'error', 'fatal']),
  text: z.string(),
  facts: z
    .record(z.string(), z.unknown())
    .describe('What the event says of itself; never a name, a phone number, a PIN or a picture.'),
});
export type LogLine = z.infer<typeof LogLine>;

/** The newest lines, oldest first. */
export const LogReply = z.object({ lines: z.array(LogLine).readonly() });
export type LogReply = z.infer<typeof LogReply>;
