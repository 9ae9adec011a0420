import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Device, Store } from '../shop/index.js';
import type { Enter } from './sqlite-audit.js';
import { inTransaction } from './sqlite-transaction.js';

/** The devices' part of the embedded store. */
export function sqliteDevices(
  db: DatabaseSyncInstance,
  enter: Enter,
): Pick<Store, 'listDevices' | 'addDevice' | 'removeDevice'> {
  const list = db.prepare(
    'SELECT name, kind, token_hash AS "tokenHash", created_at AS "createdAt" FROM devices ORDER BY name',
  );
  const add = db.prepare(
    'INSERT OR IGNORE INTO devices (name, kind, token_hash, created_at) VALUES (?, ?, ?, ?)',
  );
  const remove = db.prepare('DELETE FROM devices WHERE name = ?');
  return {
    async listDevices() {
      return list.all() as unknown as Device[];
    },
    async addDevice({ name, kind, tokenHash, createdAt }) {
      return inTransaction(db, () => {
        const isAdded = Number(add.run(name, kind, tokenHash, createdAt).changes) > 0;
        if (isAdded) enter({ kind: 'device_added', facts: { device: name, kind } });
        return isAdded;
      });
    },
    async removeDevice(name) {
      return inTransaction(db, () => {
        const isRemoved = Number(remove.run(name).changes) > 0;
        if (isRemoved) enter({ kind: 'device_removed', facts: { device: name } });
        return isRemoved;
      });
    },
  };
}
