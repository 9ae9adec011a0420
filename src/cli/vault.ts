/** Where the command line gets the master key from. */
import { join } from 'node:path';
import type { FaceVault, Store } from '../shop/index.js';
import { createFaceVault, loadMasterKey, type MasterKeySource } from '../store/index.js';
import { MASTER_KEY_ENV } from './settings.js';

export interface KeyFlags {
  readonly data: string;
  readonly keyFile?: string;
}

/** The key file of these flags, and the key of the environment when there is one. */
export function keySourceOf({ data, keyFile }: KeyFlags): Omit<MasterKeySource, 'mayCreate'> {
  return { file: keyFile ?? join(data, 'master.key'), fromEnv: process.env[MASTER_KEY_ENV] };
}

/**
 * The vault of a store; a store without faces gets its key now when it has none.
 * @throws Error when the key is missing or malformed
 */
export async function openVault(store: Store, flags: KeyFlags): Promise<FaceVault> {
  const mayCreate = (await store.listFaceMarks('', 1)).length === 0;
  return createFaceVault(loadMasterKey({ ...keySourceOf(flags), mayCreate }));
}
