import type { Store } from '../shop/index.js';
import type { StoreListeners } from './mongo/open.js';
import { openMongoStore } from './mongo/store.js';
import { openSqliteStore } from './sqlite-store.js';

/** Where a shop is kept. */
export interface StorePlace {
  /** Folder of the embedded store, created when missing. */
  readonly dataDir: string;
  /** Address of a MongoDB database, which is then used instead; else null. */
  readonly mongoUri: string | null;
}

/** @throws Error when the store cannot be had */
export async function openStore(
  { dataDir, mongoUri }: StorePlace,
  listeners: StoreListeners = {},
): Promise<Store> {
  return mongoUri === null
    ? openSqliteStore(dataDir, listeners.onFault)
    : openMongoStore(mongoUri, listeners);
}
