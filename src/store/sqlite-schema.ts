/** The embedded database's shape, as numbered steps. A step that was released is never edited, only followed. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { beginAudit } from './sqlite-audit-begin.js';
import { inTransaction } from './sqlite-transaction.js';

/** SQL, and for what SQL cannot do a function that runs after it, in the same transaction. */
type Step = string | { readonly sql: string; readonly after: (db: DatabaseSyncInstance) => void };

const MIGRATIONS: readonly Step[] = [
  // 1
  `
  CREATE TABLE products (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    price INTEGER NOT NULL CHECK (price >= 0),
    class_name TEXT,
    yolo_class_id INTEGER,
    stock INTEGER CHECK (stock >= 0),
    active INTEGER NOT NULL CHECK (active IN (0, 1))
  ) STRICT;

  CREATE TABLE members (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    phone TEXT NOT NULL UNIQUE,
    pin_hash TEXT,
    created_at TEXT NOT NULL,
    last_visit_at TEXT
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE pin_attempts (
    phone TEXT PRIMARY KEY,
    failures INTEGER NOT NULL CHECK (failures > 0),
    last_failure_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE visits (
    session_id TEXT PRIMARY KEY,
    cart_id TEXT NOT NULL UNIQUE,
    member_id TEXT NOT NULL,
    cart TEXT NOT NULL CHECK (json_valid(cart)),
    updated_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE orders (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    transaction_id TEXT NOT NULL UNIQUE,
    cart_id TEXT NOT NULL UNIQUE,
    session_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    total INTEGER NOT NULL CHECK (total >= 0),
    idempotency_key TEXT UNIQUE,
    fingerprint TEXT,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX orders_by_member ON orders (member_id, number);

  CREATE TABLE order_lines (
    order_number INTEGER NOT NULL REFERENCES orders (number),
    position INTEGER NOT NULL,
    product_id TEXT NOT NULL,
    name TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    unit_price INTEGER NOT NULL CHECK (unit_price >= 0),
    subtotal INTEGER NOT NULL CHECK (subtotal = quantity * unit_price),
    PRIMARY KEY (order_number, position)
  ) STRICT, WITHOUT ROWID;
  `,
  // 2
  `
  CREATE TABLE faces (
    member_id TEXT PRIMARY KEY,
    embedder TEXT NOT NULL,
    sealed BLOB NOT NULL,
    consent_version TEXT NOT NULL,
    consent_text TEXT NOT NULL,
    consent_at TEXT NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;

  -- Apart from the sealed bytes, because an erasure writes this table anew.
  CREATE TABLE face_keys (
    member_id TEXT PRIMARY KEY,
    wrapped_key BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE faces_version (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL
  ) STRICT;
  INSERT INTO faces_version (one, version) VALUES (1, 0);

  CREATE TABLE held_carts (
    member_id TEXT PRIMARY KEY,
    cart_id TEXT NOT NULL UNIQUE,
    cart TEXT NOT NULL CHECK (json_valid(cart)),
    held_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX visits_by_member ON visits (member_id);
  `,
  // 3
  `
  CREATE TABLE product_pictures (
    product_id TEXT PRIMARY KEY,
    jpeg BLOB NOT NULL,
    version TEXT NOT NULL
  ) STRICT;

  ALTER TABLE orders ADD COLUMN receipt_key TEXT;
  ALTER TABLE orders ADD COLUMN voided_at TEXT;
  ALTER TABLE orders ADD COLUMN void_reason TEXT;
  UPDATE orders SET receipt_key = lower(hex(randomblob(16)));
  CREATE UNIQUE INDEX orders_by_receipt ON orders (receipt_key);
  CREATE INDEX orders_by_time ON orders (created_at);
  CREATE INDEX order_lines_by_product ON order_lines (product_id);

  CREATE TABLE owner (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    password_hash TEXT NOT NULL
  ) STRICT;
  `,
  // 4
  `
  CREATE TABLE learned_products (
    product_id TEXT PRIMARY KEY REFERENCES products (id) ON DELETE CASCADE,
    embedder TEXT NOT NULL,
    version TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE learned_views (
    product_id TEXT NOT NULL REFERENCES learned_products (product_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    jpeg BLOB NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (product_id, position)
  ) STRICT;
  `,
  // 5
  {
    sql: `
  CREATE TABLE audit (
    number INTEGER PRIMARY KEY CHECK (number > 0),
    event TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    facts TEXT NOT NULL CHECK (json_valid(facts)),
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_by_kind ON audit (kind, number);
  CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'entries of the audit log are never changed'); END;
  CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'entries of the audit log are never deleted'); END;
  `,
    after: beginAudit,
  },
  // 6
  `
  CREATE TABLE devices (
    name TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('kiosk', 'edge')),
    token_hash TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings a database to the newest shape, one transaction a step; two processes may try at once.
 * @throws Error when the file was written by a newer program
 */
export function migrate(db: DatabaseSyncInstance): void {
  // Step 1 ran without secure_delete: old copies of rows may lie in the file, where no later erasure finds them.
  if (versionOf(db) === 1) db.exec('VACUUM');
  while (versionOf(db) < SCHEMA_VERSION) {
    inTransaction(db, () => {
      const version = versionOf(db);
      const step = MIGRATIONS[version];
      if (step === undefined) return;
      db.exec(typeof step === 'string' ? step : step.sql);
      if (typeof step !== 'string') step.after(db);
      db.exec(`PRAGMA user_version = ${version + 1}`);
    });
  }
  if (versionOf(db) > SCHEMA_VERSION) {
    throw new Error(
      `the store has schema version ${versionOf(db)}, this program knows ${SCHEMA_VERSION}; update yolo1125`,
    );
  }
}

function versionOf(db: DatabaseSyncInstance): number {
  return (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
}
