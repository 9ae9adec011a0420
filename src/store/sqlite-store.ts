/** The embedded store: one SQLite file, no server. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Actor, Store } from '../shop/index.js';
import { translateFaults } from './faults.js';
import { enterActs, sqliteAudit } from './sqlite-audit.js';
import { sqliteBackup } from './sqlite-backup.js';
import { sqliteDevices } from './sqlite-devices.js';
import { sqliteFaces } from './sqlite-faces.js';
import { sqliteForget } from './sqlite-forget.js';
import { sqliteHeldCarts } from './sqlite-held.js';
import { sqliteLearned } from './sqlite-learned.js';
import { sqliteMembers } from './sqlite-members.js';
import { openDatabase } from './sqlite-open.js';
import { sqliteOrders } from './sqlite-orders.js';
import { sqliteOwner } from './sqlite-owner.js';
import { sqlitePictures } from './sqlite-pictures.js';
import { sqliteProducts } from './sqlite-products.js';
import { sqliteSales } from './sqlite-sales.js';
import { sqliteVisits } from './sqlite-visits.js';

/**
 * Opens the embedded store of a data folder.
 * @param onFault told what the database said when a method fails; the caller gets `store_unavailable` only
 */
export function openSqliteStore(dataDir: string, onFault: (error: unknown) => void = () => {}): Store {
  const db: DatabaseSyncInstance = openDatabase(dataDir);
  const anybodys = {
    ...sqlitePictures(db),
    ...sqliteVisits(db),
    ...sqliteHeldCarts(db),
    ...sqliteSales(db),
    ...sqliteBackup(db, dataDir),
    async close() {
      if (db.isOpen) db.close();
    },
  };
  const as = (actor: Actor): Store => {
    const enter = enterActs(db, actor);
    const store: Store = {
      ...anybodys,
      ...sqliteProducts(db, enter),
      ...sqliteLearned(db, enter),
      ...sqliteMembers(db, enter),
      ...sqliteFaces(db, enter),
      ...sqliteForget(db, enter, onFault),
      ...sqliteOrders(db, enter),
      ...sqliteOwner(db, enter),
      ...sqliteDevices(db, enter),
      ...sqliteAudit(db, enter),
      as,
    };
    return translateFaults(store, onFault);
  };
  return as('cli');
}
