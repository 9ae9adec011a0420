/** The embedded store: one SQLite file, no server. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Store } from '../shop/index.js';
import { translateFaults } from './faults.js';
import { sqliteBackup } from './sqlite-backup.js';
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
  const store: Store = {
    ...sqliteProducts(db),
    ...sqlitePictures(db),
    ...sqliteLearned(db),
    ...sqliteMembers(db),
    ...sqliteFaces(db),
    ...sqliteForget(db, onFault),
    ...sqliteVisits(db),
    ...sqliteHeldCarts(db),
    ...sqliteOrders(db),
    ...sqliteSales(db),
    ...sqliteOwner(db),
    ...sqliteBackup(db, dataDir),
    async close() {
      if (db.isOpen) db.close();
    },
  };
  return translateFaults(store, onFault);
}
