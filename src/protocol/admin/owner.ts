/** The owner's way in: one password, set once on the shop's own computer, and a cookie after it. */
import { z } from 'zod';

export const OwnerPassword = z
  .string()
  .min(10, 'must be at least 10 characters')
  .max(200, 'must be at most 200 characters');

export const OwnerSetupRequest = z.object({ password: OwnerPassword });
export type OwnerSetupRequest = z.infer<typeof OwnerSetupRequest>;

export const OwnerPasswordRequest = z.object({ password: z.string().min(1).max(200) });
export type OwnerPasswordRequest = z.infer<typeof OwnerPasswordRequest>;

export const OwnerChangeRequest = z.object({ current: z.string().min(1).max(200), password: OwnerPassword });
export type OwnerChangeRequest = z.infer<typeof OwnerChangeRequest>;

export const OwnerReply = z.object({
  state: z.enum(['setup', 'signed_out', 'signed_in']).describe('`setup`: nobody has set a password yet.'),
  setup_here: z.boolean().describe("Whether this client may: it is on the shop's own computer."),
});
export type OwnerReply = z.infer<typeof OwnerReply>;
