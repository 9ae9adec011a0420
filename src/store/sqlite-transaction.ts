import type { DatabaseSyncInstance } from '@photostructure/sqlite';

/** Runs `work` in one write transaction: all of it is stored, or nothing when it throws. */
export function inTransaction<T>(db: DatabaseSyncInstance, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk or a lost file may already have ended the transaction; then there is nothing to roll back.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
