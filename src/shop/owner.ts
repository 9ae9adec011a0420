/** The owner's password: set once, changed by whoever knows it. */
import { AppError, OwnerPassword } from '../protocol/index.js';
import { hashSecret, verifySecret } from './secret-hash.js';
import type { Store } from './store-port.js';

/**
 * @param password 10 to 200 characters
 * @throws AppError `bad_request`
 */
export async function setOwnerPassword(store: Store, password: string): Promise<void> {
  const parsed = OwnerPassword.safeParse(password);
  if (!parsed.success) throw new AppError('bad_request', `password: ${parsed.error.issues[0]?.message}`);
  await store.setOwnerPassword(await hashSecret(password));
}

/** @throws AppError `wrong_password`, also where none is set */
export async function checkOwnerPassword(store: Store, password: string): Promise<void> {
  if (!(await verifySecret(password, await store.ownerPassword()))) throw new AppError('wrong_password');
}
