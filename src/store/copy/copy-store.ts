import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreListeners } from '../mongo/open.js';
import type { StorePlace } from '../open-store.js';
import { FILE_NAME } from '../sqlite-open.js';
import { copyShop } from './copy-shop.js';
import type { CopySource, CopyTarget } from './rows.js';
import { openSqliteSource, openSqliteTarget } from './sqlite-end.js';
import type { Tally } from './tally.js';

/**
 * Copies a shop from one store into another, empty one: all of it or nothing. The faces stay sealed; the master key is
 * not in the store and is not copied.
 * @throws Error when one of them cannot be used, the target is not empty, or the shop was in use meanwhile
 */
export async function copyStore(
  from: StorePlace,
  to: StorePlace,
  listeners: StoreListeners = {},
): Promise<Tally> {
  const source = await openSource(from, listeners);
  try {
    const target = await openTarget(to, listeners);
    try {
      return await copyShop(source, target);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function openSource({ dataDir, mongoUri }: StorePlace, listeners: StoreListeners): Promise<CopySource> {
  if (mongoUri !== null) return (await import('../mongo/copy.js')).openMongoSource(mongoUri, listeners);
  const file = join(dataDir, FILE_NAME);
  await access(file).catch(() => {
    throw new Error(`there is no store in ${dataDir}`);
  });
  return openSqliteSource(file);
}

async function openTarget({ dataDir, mongoUri }: StorePlace, listeners: StoreListeners): Promise<CopyTarget> {
  if (mongoUri !== null) return (await import('../mongo/copy.js')).openMongoTarget(mongoUri, listeners);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  return openSqliteTarget(join(dataDir, FILE_NAME));
}
