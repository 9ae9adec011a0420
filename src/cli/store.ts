/** Which store a command works on: the one place that decides. */
import type { Store } from '../shop/index.js';
import { describeMongo, openStore, type StoreListeners, type StorePlace } from '../store/index.js';
import { CliError } from './fail.js';
import { EMBEDDED, MONGODB_ENV, storeAddress } from './settings.js';

export interface StoreFlags {
  readonly data: string;
  readonly store?: string;
}

/**
 * @returns the database of `--store`, else the one of `MONGODB_URI`, else the embedded store of the data folder
 * @throws CliError when `MONGODB_URI` is no address
 */
export function placeOf({ data, store }: StoreFlags): StorePlace {
  const address = store ?? addressOfEnvironment();
  return { dataDir: data, mongoUri: address === undefined || address === EMBEDDED ? null : address };
}

function addressOfEnvironment(): string | undefined {
  const address = process.env[MONGODB_ENV];
  if (!address) return undefined;
  try {
    return storeAddress(address);
  } catch (error) {
    throw new CliError(`${MONGODB_ENV}: ${(error as Error).message}`, 2);
  }
}

/** For the screen: no password is in it. */
export function describePlace({ dataDir, mongoUri }: StorePlace): string {
  return mongoUri === null ? `${dataDir}/` : describeMongo(mongoUri);
}

/** Opens the store for `work` and closes it, whatever happens. */
export async function withStore<T>(
  flags: StoreFlags,
  work: (store: Store) => Promise<T>,
  listeners: StoreListeners = {},
): Promise<T> {
  const store = await openStore(placeOf(flags), listeners);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
