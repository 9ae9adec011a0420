/** How the rows of a copy lie in the embedded store's tables. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { type Cart, type LearnedProduct, subtotalOf } from '../../shop/index.js';
import { learnedRows } from '../sqlite-learned.js';
import { ORDER_COLUMNS, type OrderRow, orderReader } from '../sqlite-order-rows.js';
import type { ShopRows, Table, TableCopier, TableCopiers } from './rows.js';

type Row = Record<string, null | number | string | Uint8Array>;

/** Copiers of all tables; sealed faces go as they are. */
export function sqliteTables(db: DatabaseSyncInstance): TableCopiers {
  /** @param insert with a `?` for each value that `valuesOf` gives */
  function table<T extends Table>(
    select: string,
    toRow: (row: Row) => ShopRows[T],
    insert: string,
    valuesOf: (row: ShopRows[T]) => readonly unknown[],
  ): TableCopier<T> {
    return {
      async *read() {
        for (const row of db.prepare(select).iterate()) yield toRow(row as unknown as Row);
      },
      async write(rows) {
        const statement = db.prepare(insert);
        for (const row of rows) statement.run(...(valuesOf(row) as string[]));
      },
    };
  }

  // Each select names its columns as the row of its table has them.
  const same = (row: Row) => row as never;
  const withCart = (row: Row) => ({ ...row, cart: JSON.parse(row.cart as string) as Cart }) as never;

  return {
    products: table<'products'>(
      'SELECT id, name, price, class_name, yolo_class_id, stock, active FROM products ORDER BY seq',
      (row) => ({ ...row, active: row.active === 1 }) as unknown as ShopRows['products'],
      `INSERT INTO products (id, name, price, class_name, yolo_class_id, stock, active) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      (p) => [p.id, p.name, p.price, p.class_name, p.yolo_class_id, p.stock, p.active ? 1 : 0],
    ),
    pictures: table<'pictures'>(
      'SELECT product_id AS "productId", jpeg, version FROM product_pictures ORDER BY product_id',
      same,
      'INSERT INTO product_pictures (product_id, jpeg, version) VALUES (?, ?, ?)',
      (p) => [p.productId, p.jpeg, p.version],
    ),
    learned: learned(db),
    members: table<'members'>(
      `SELECT id, name, phone, pin_hash AS "pinHash", created_at AS "createdAt", last_visit_at AS "lastVisitAt"
        FROM members ORDER BY id`,
      same,
      'INSERT INTO members (id, name, phone, pin_hash, created_at, last_visit_at) VALUES (?, ?, ?, ?, ?, ?)',
      (m) => [m.id, m.name, m.phone, m.pinHash, m.createdAt, m.lastVisitAt],
    ),
    faces: faces(db),
    pinAttempts: table<'pinAttempts'>(
      'SELECT phone, failures, last_failure_at AS "lastFailureAt" FROM pin_attempts ORDER BY phone',
      same,
      'INSERT INTO pin_attempts (phone, failures, last_failure_at) VALUES (?, ?, ?)',
      (a) => [a.phone, a.failures, a.lastFailureAt],
    ),
    visits: table<'visits'>(
      `SELECT session_id AS "sessionId", cart_id AS "cartId", member_id AS "memberId", cart, updated_at AS "updatedAt"
        FROM visits ORDER BY session_id`,
      withCart,
      'INSERT INTO visits (session_id, cart_id, member_id, cart, updated_at) VALUES (?, ?, ?, ?, ?)',
      (v) => [v.sessionId, v.cartId, v.memberId, JSON.stringify(v.cart), v.updatedAt],
    ),
    heldCarts: table<'heldCarts'>(
      `SELECT member_id AS "memberId", cart_id AS "cartId", cart, held_at AS "heldAt"
        FROM held_carts ORDER BY member_id`,
      withCart,
      'INSERT INTO held_carts (member_id, cart_id, cart, held_at) VALUES (?, ?, ?, ?)',
      (h) => [h.memberId, h.cartId, JSON.stringify(h.cart), h.heldAt],
    ),
    orders: orders(db),
    owner: table<'owner'>(
      'SELECT password_hash AS "passwordHash" FROM owner',
      same,
      'INSERT INTO owner (one, password_hash) VALUES (1, ?)',
      (o) => [o.passwordHash],
    ),
    devices: table<'devices'>(
      'SELECT name, kind, token_hash AS "tokenHash", created_at AS "createdAt" FROM devices ORDER BY name',
      same,
      'INSERT INTO devices (name, kind, token_hash, created_at) VALUES (?, ?, ?, ?)',
      (d) => [d.name, d.kind, d.tokenHash, d.createdAt],
    ),
    audit: table<'audit'>(
      'SELECT number, event, at, actor, kind, facts, previous, hash FROM audit ORDER BY number',
      same,
      `INSERT INTO audit (number, event, at, actor, kind, facts, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      (a) => [a.number, a.event, a.at, a.actor, a.kind, a.facts, a.previous, a.hash],
    ),
  };
}

function learned(db: DatabaseSyncInstance): TableCopier<'learned'> {
  const { read, write } = learnedRows(db);
  return {
    async *read() {
      const ids = db.prepare('SELECT product_id AS id FROM learned_products ORDER BY product_id');
      for (const { id } of ids.all() as unknown as { id: string }[]) yield read(id) as LearnedProduct;
    },
    async write(rows) {
      for (const row of rows) write(row);
    },
  };
}

interface FaceRow extends Omit<ShopRows['faces'], 'consent'> {
  readonly version: string;
  readonly text: string;
  readonly at: string;
}

function faces(db: DatabaseSyncInstance): TableCopier<'faces'> {
  const select = db.prepare(`
    SELECT member_id AS "memberId", embedder, wrapped_key AS "wrappedKey", sealed, consent_version AS version,
      consent_text AS text, consent_at AS at, created_at AS "createdAt"
    FROM faces JOIN face_keys USING (member_id) ORDER BY member_id`);
  return {
    async *read() {
      for (const row of select.iterate()) {
        const { version, text, at, ...face } = row as unknown as FaceRow;
        yield { ...face, consent: { version, text, at } };
      }
    },
    async write(rows) {
      const add = db.prepare(`
        INSERT INTO faces (member_id, embedder, sealed, consent_version, consent_text, consent_at, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)`);
      const addKey = db.prepare('INSERT INTO face_keys (member_id, wrapped_key) VALUES (?, ?)');
      for (const { memberId, embedder, wrappedKey, sealed, consent, createdAt } of rows) {
        add.run(memberId, embedder, sealed, consent.version, consent.text, consent.at, createdAt);
        addKey.run(memberId, wrappedKey);
      }
      db.exec('UPDATE faces_version SET version = version + 1');
    },
  };
}

function orders(db: DatabaseSyncInstance): TableCopier<'orders'> {
  const select = db.prepare(`SELECT ${ORDER_COLUMNS}, idempotency_key AS key FROM orders ORDER BY number`);
  const toOrder = orderReader(db);
  return {
    async *read() {
      for (const row of select.iterate()) {
        const { key, ...order } = row as unknown as OrderRow & { readonly key: string | null };
        const { number, fingerprint } = order;
        yield { ...toOrder(order), number, key, fingerprint };
      }
    },
    async write(rows) {
      const add = db.prepare(`
        INSERT INTO orders (number, transaction_id, cart_id, session_id, member_id, total, idempotency_key, fingerprint,
          created_at, receipt_key, voided_at, void_reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
      const addLine = db.prepare(`
        INSERT INTO order_lines (order_number, position, product_id, name, quantity, unit_price, subtotal)
        VALUES (?, ?, ?, ?, ?, ?, ?)`);
      for (const order of rows) {
        const { number, transactionId, cartId, sessionId, memberId, total, key, fingerprint } = order;
        const what = [number, transactionId, cartId, sessionId, memberId, total, key, fingerprint] as const;
        const { voided } = order;
        add.run(...what, order.createdAt, order.receiptKey, voided?.at ?? null, voided?.reason ?? null);
        order.lines.forEach((line, position) => {
          const { productId, name, quantity, unitPrice } = line;
          addLine.run(number, position, productId, name, quantity, unitPrice, subtotalOf(line));
        });
      }
    },
  };
}
