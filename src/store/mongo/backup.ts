import { open, rm } from 'node:fs/promises';
import type { Store } from '../../shop/index.js';
import { copyShop, ShopInUse } from '../copy/copy-shop.js';
import { openSqliteTarget } from '../copy/sqlite-end.js';
import type { MongoContext } from './context.js';
import { mongoSource } from './copy.js';

/** How often a copy is begun anew because something was sold or changed meanwhile. */
const MAX_TRIES = 10;

/**
 * What the shop takes on the server's disk, and a copy of it.
 *
 * A server gives no copy of all collections at one moment. So the copy is written as a file of the embedded store, and again
 * when the shop was not the same before and after: what is kept at last is of one moment.
 */
export function mongoBackup(context: MongoContext): Pick<Store, 'storage' | 'backup'> {
  return {
    async storage() {
      const { storageSize = 0, indexSize = 0 } = await context.db.stats();
      return { kind: 'mongodb', usedBytes: storageSize + indexSize };
    },
    async backup(file) {
      // Made first, so that nobody else can read what is written into it; one that is there already is not touched.
      await (await open(file, 'wx', 0o600)).close();
      try {
        await copyInto(context, file);
      } catch (error) {
        for (const end of ['', '-wal', '-shm']) await rm(`${file}${end}`, { force: true });
        throw error;
      }
    },
  };
}

async function copyInto(context: MongoContext, file: string): Promise<void> {
  const source = mongoSource(context);
  const target = openSqliteTarget(file);
  try {
    for (let tries = 1; ; tries += 1) {
      try {
        await copyShop(source, target);
        return;
      } catch (error) {
        if (!(error instanceof ShopInUse) || tries === MAX_TRIES) throw error;
      }
    }
  } finally {
    await target.close();
  }
}
