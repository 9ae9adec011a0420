/** The embedded store as the source or the target of a copy. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { openDatabaseFile } from '../sqlite-open.js';
import type { CopySource, CopyTarget } from './rows.js';
import { sqliteTables } from './sqlite-tables.js';

/** What stands in a database that was never used. */
const ALWAYS_THERE = ['faces_version'];

/** @param file an existing database; it is seen as it is now, whatever happens meanwhile */
export function openSqliteSource(file: string): CopySource {
  const db = openDatabaseFile(file);
  db.exec('BEGIN');
  const tables = sqliteTables(db);
  return {
    read: (table) => tables[table].read(),
    // Each sale is one transaction here.
    isBusy: async () => false,
    close: async () => db.close(),
  };
}

/** @param file made when it is missing; everything is written in one transaction */
export function openSqliteTarget(file: string): CopyTarget {
  const db = openDatabaseFile(file);
  const tables = sqliteTables(db);
  return {
    read: (table) => tables[table].read(),
    isBusy: async () => false,
    async begin() {
      db.exec('BEGIN IMMEDIATE');
      if (isEmpty(db)) return;
      db.exec('ROLLBACK');
      throw new Error(`there is a shop in ${file} already; give an empty folder`);
    },
    // The table of these rows is the one that takes them.
    write: (table, rows) => tables[table].write(rows as never),
    async finish() {
      db.exec('COMMIT');
      // Leaving the log moves all of it into the one file, which may be taken away alone; whoever opens it has a log again.
      db.exec('PRAGMA journal_mode = DELETE');
    },
    async abandon() {
      if (db.isTransaction) db.exec('ROLLBACK');
    },
    close: async () => db.close(),
  };
}

function isEmpty(db: DatabaseSyncInstance): boolean {
  return tableNames(db).every(
    (name) => ALWAYS_THERE.includes(name) || db.prepare(`SELECT 1 FROM ${name} LIMIT 1`).get() === undefined,
  );
}

/** Tables of the shop, whatever a later schema adds. */
export function tableNames(db: DatabaseSyncInstance): readonly string[] {
  const rows = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all() as unknown as { name: string }[];
  return rows.map(({ name }) => name);
}
