/** The shop's devices and their tokens. */
import { z } from 'zod';
import { Time } from '../views.js';

export const DeviceKindView = z
  .enum(['kiosk', 'edge'])
  .describe('`kiosk`: signs customers in and sells. `edge`: only sends what its camera sees.');

const name = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, "_" or "-"')
  .describe('One device a name.');

export const NewDeviceRequest = z.object({ name, kind: DeviceKindView });
export type NewDeviceRequest = z.infer<typeof NewDeviceRequest>;

export const DeviceRow = z.object({
  name: z.string(),
  kind: DeviceKindView,
  created_at: Time,
  sockets: z.int().min(0).describe('Connections it has open now.'),
});
export type DeviceRow = z.infer<typeof DeviceRow>;

export const DevicesReply = z.object({ devices: z.array(DeviceRow).readonly() });
export type DevicesReply = z.infer<typeof DevicesReply>;

export const NewDeviceReply = z.object({
  success: z.literal(true),
  device: DeviceRow,
  token: z.string().describe('What the device shows. It is kept nowhere and told only here.'),
});
export type NewDeviceReply = z.infer<typeof NewDeviceReply>;
