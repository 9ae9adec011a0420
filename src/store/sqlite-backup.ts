import { chmod, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { backup, type DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Store } from '../shop/index.js';
import { FILE_NAME } from './sqlite-open.js';

/** Pages a step; between steps sales go on. 4 KiB each. */
const PAGES_A_STEP = 256;

/** What the embedded store takes on the disk, and a copy of it. */
export function sqliteBackup(db: DatabaseSyncInstance, dataDir: string): Pick<Store, 'storage' | 'backup'> {
  return {
    async storage() {
      const sizes = [FILE_NAME, `${FILE_NAME}-wal`].map((name) =>
        stat(join(dataDir, name)).then(
          ({ size }) => size,
          () => 0,
        ),
      );
      const usedBytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      return { kind: 'sqlite', usedBytes };
    },
    async backup(file) {
      // Made first, so that nobody else can read what is written into it; one that is there already is not touched.
      await (await open(file, 'wx', 0o600)).close();
      try {
        await backup(db, file, { rate: PAGES_A_STEP });
        if (process.platform !== 'win32') await chmod(file, 0o600);
      } catch (error) {
        await rm(file, { force: true });
        throw error;
      }
    },
  };
}
