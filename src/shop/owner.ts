/** The owner's password: set once, changed by whoever knows it. */
import { AppError, OwnerPassword } from '../protocol/index.js';
import { hashSecret, verifySecret } from './secret-hash.js';
import type { Store } from './store-port.js';

/**
 * @param password 10 to 200 characters
 * @returns its hash
 * @throws AppError `bad_request`
 */
export async function setOwnerPassword(store: Store, password: string): Promise<string> {
  const parsed = OwnerPassword.safeParse(password);
  if (!parsed.success) throw new AppError('bad_request', `password: ${parsed.error.issues[0]?.message}`);
  const hash = await hashSecret(password);
  await store.setOwnerPassword(hash);
  return hash;
}

/**
 * @returns the hash of the password
 * @throws AppError `wrong_password`, also where none is set
 */
export async function checkOwnerPassword(store: Store, password: string): Promise<string> {
  const hash = await store.ownerPassword();
  if (!(await verifySecret(password, hash)) || hash === null) throw new AppError('wrong_password');
  return hash;
}
