import type { Store } from '../shop/index.js';
import type { StoreListeners } from './mongo/open.js';
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
  if (mongoUri === null) return openSqliteStore(dataDir, listeners.onFault);
  // Its driver takes long to load, and most shops have no such database.
  const { openMongoStore } = await import('./mongo/store.js');
  return openMongoStore(mongoUri, listeners);
}
