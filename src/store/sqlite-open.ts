/** Opening the embedded database file, privately and durably. */
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { migrate } from './sqlite-schema.js';
import { emptyLog } from './sqlite-wal.js';

export const FILE_NAME = 'yolo1125.db';
/** How long a statement waits for another process (`seed` beside `serve`) to finish its transaction. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens `yolo1125.db` in a data folder, creating both readable by their owner only.
 *
 * `synchronous=FULL` is said aloud because the packaged build defaults to NORMAL in WAL mode, which may lose
 * acknowledged sales when the power fails. `secure_delete` overwrites what is deleted, and `temp_store` keeps copies of
 * rows out of temporary files: an erased member must be in no file.
 */
export function openDatabase(dataDir: string): DatabaseSyncInstance {
  // A folder that was there before keeps its mode: it may be somebody else's, and the file itself is private.
  const created = mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (created !== undefined && process.platform !== 'win32') chmodSync(dataDir, 0o700);
  return openDatabaseFile(join(dataDir, FILE_NAME));
}

/** The same for a database file anywhere, in a folder that is there. */
export function openDatabaseFile(file: string): DatabaseSyncInstance {
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    if (process.platform !== 'win32') chmodSync(file, 0o600);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    db.exec('PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;');
    migrate(db);
    // Ends an erasure that a crash or a reader cut off.
    emptyLog(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
