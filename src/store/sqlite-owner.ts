import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Store } from '../shop/index.js';
import type { Enter } from './sqlite-audit.js';
import { inTransaction } from './sqlite-transaction.js';

/** The owner's part of the embedded store: the hash of one password. */
export function sqliteOwner(
  db: DatabaseSyncInstance,
  enter: Enter,
): Pick<Store, 'ownerPassword' | 'setOwnerPassword'> {
  const find = db.prepare('SELECT password_hash AS hash FROM owner');
  const set = db.prepare('INSERT OR REPLACE INTO owner (one, password_hash) VALUES (1, ?)');
  const drop = db.prepare('DELETE FROM owner');
  return {
    async ownerPassword() {
      return (find.get() as { hash: string } | undefined)?.hash ?? null;
    },
    async setOwnerPassword(hash) {
      inTransaction(db, () => {
        if (hash === null) drop.run();
        else set.run(hash);
        enter({ kind: hash === null ? 'owner_password_reset' : 'owner_password_set', facts: {} });
      });
    },
  };
}
