import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Store } from '../shop/index.js';

/** The owner's part of the embedded store: the hash of one password. */
export function sqliteOwner(db: DatabaseSyncInstance): Pick<Store, 'ownerPassword' | 'setOwnerPassword'> {
  const find = db.prepare('SELECT password_hash AS hash FROM owner');
  const set = db.prepare('INSERT OR REPLACE INTO owner (one, password_hash) VALUES (1, ?)');
  const drop = db.prepare('DELETE FROM owner');
  return {
    async ownerPassword() {
      return (find.get() as { hash: string } | undefined)?.hash ?? null;
    },
    async setOwnerPassword(hash) {
      if (hash === null) drop.run();
      else set.run(hash);
    },
  };
}
