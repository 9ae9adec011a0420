/** PINs and passwords are kept only as scrypt hashes (RFC 7914) with a salt each. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** About 60 ms and 32 MiB a guess: 2¹⁵ is the interactive setting of the scrypt paper, doubled for today's machines. */
const COST: ScryptOptions = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };

function derive(secret: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, KEY_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/** @returns `scrypt$salt$key`, both base64 */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(secret, salt);
  return `scrypt$${salt.toString('base64')}$${key.toString('base64')}`;
}

/** Whether the secret is the one hashed. Takes as long for `null` (none was set), so that time tells nothing. */
export async function verifySecret(secret: string, hash: string | null): Promise<boolean> {
  const [scheme, salt, key] = (hash ?? '').split('$');
  if (scheme !== 'scrypt' || !salt || !key) {
    await derive(secret, Buffer.alloc(SALT_BYTES));
    return false;
  }
  return timingSafeEqual(await derive(secret, Buffer.from(salt, 'base64')), Buffer.from(key, 'base64'));
}
