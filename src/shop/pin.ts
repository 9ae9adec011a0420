/** A member's PIN. */
import { AppError } from '../protocol/index.js';
import { hashSecret, verifySecret } from './secret-hash.js';

/**
 * @param pin 4 to 8 digits
 * @returns what `verifyPin` takes
 * @throws AppError `bad_request` when it is not 4 to 8 digits
 */
export async function hashPin(pin: string): Promise<string> {
  if (!/^\d{4,8}$/.test(pin)) throw new AppError('bad_request', 'pin: must be 4 to 8 digits');
  return hashSecret(pin);
}

/** Whether the PIN is the one hashed; null where the member has none. */
export const verifyPin = verifySecret;
