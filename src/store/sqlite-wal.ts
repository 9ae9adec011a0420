import type { DatabaseSyncInstance } from '@photostructure/sqlite';

/**
 * Moves the write-ahead log into the database file and cuts it to nothing, so that no older state is left in it.
 * Does not wait: SQLite's own waiting would stop the whole thread.
 * @returns false when a reader or writer of the moment, or a full disk, is in the way; nothing is lost then
 */
export function emptyLog(db: DatabaseSyncInstance): boolean {
  const { timeout } = db.prepare('PRAGMA busy_timeout').get() as { timeout: number };
  db.exec('PRAGMA busy_timeout = 0');
  try {
    const { busy } = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number };
    return busy === 0;
  } catch {
    // A full disk: the facts are stored all the same, and the log is emptied another time.
    return false;
  } finally {
    db.exec(`PRAGMA busy_timeout = ${timeout}`);
  }
}
