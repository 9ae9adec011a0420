/** PINs are kept only as scrypt hashes (RFC 7914) with a salt each. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { AppError } from '../protocol/index.js';

const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** About 60 ms and 32 MiB a guess: 2¹⁵ is the interactive setting of the scrypt paper, doubled for today's machines. */
const COST: ScryptOptions = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };

function derive(pin: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, KEY_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/**
 * @param pin 4 to 8 digits
 * @returns `scrypt$salt$key`, both base64
 * @throws AppError `bad_request` when it is not 4 to 8 digits
 */
export async function hashPin(pin: string): Promise<string> {
  if (!/^\d{4,8}$/.test(pin)) throw new AppError('bad_request', 'pin: must be 4 to 8 digits');
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(pin, salt);
  return `scrypt$${salt.toString('base64')}$${key.toString('base64')}`;
}

/** Whether the PIN is the one hashed. Takes as long for `null` (no such member), so that time tells nothing. */
export async function verifyPin(pin: string, hash: string | null): Promise<boolean> {
  const [scheme, salt, key] = (hash ?? '').split('$');
  if (scheme !== 'scrypt' || !salt || !key) {
    await derive(pin, Buffer.alloc(SALT_BYTES));
    return false;
  }
  return timingSafeEqual(await derive(pin, Buffer.from(salt, 'base64')), Buffer.from(key, 'base64'));
}
