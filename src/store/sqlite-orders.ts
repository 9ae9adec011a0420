import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import {
  type CartLine,
  type CommitResult,
  type Order,
  type OrderDraft,
  type Store,
  subtotalOf,
  totalOf,
} from '../shop/index.js';
import { inTransaction } from './sqlite-transaction.js';

interface OrderRow extends Omit<Order, 'lines'> {
  readonly number: number;
  readonly fingerprint: string | null;
}

const COLUMNS = `number, transaction_id AS "transactionId", cart_id AS "cartId", session_id AS "sessionId",
  member_id AS "memberId", total, fingerprint, created_at AS "createdAt"`;

/** The sales part of the embedded store. */
export function sqliteOrders(
  db: DatabaseSyncInstance,
): Pick<Store, 'commitOrder' | 'findOrderByKey' | 'listOrders'> {
  const byCart = db.prepare(`SELECT ${COLUMNS} FROM orders WHERE cart_id = ?`);
  const byKey = db.prepare(`SELECT ${COLUMNS} FROM orders WHERE idempotency_key = ?`);
  const byMember = db.prepare(`SELECT ${COLUMNS} FROM orders WHERE member_id = ? ORDER BY number DESC`);
  const linesOf = db.prepare(`
    SELECT product_id AS "productId", name, quantity, unit_price AS "unitPrice"
    FROM order_lines WHERE order_number = ? ORDER BY position`);
  const addOrder = db.prepare(`
    INSERT INTO orders (transaction_id, cart_id, session_id, member_id, total, idempotency_key, fingerprint, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const nameOrder = db.prepare('UPDATE orders SET transaction_id = ? WHERE number = ?');
  const addLine = db.prepare(`
    INSERT INTO order_lines (order_number, position, product_id, name, quantity, unit_price, subtotal)
    VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const findProduct = db.prepare('SELECT price, active, stock FROM products WHERE id = ?');
  const takeStock = db.prepare('UPDATE products SET stock = stock - ? WHERE id = ? AND stock IS NOT NULL');
  const findMember = db.prepare('SELECT 1 FROM members WHERE id = ?');
  const endVisit = db.prepare('DELETE FROM visits WHERE session_id = ? AND cart_id = ?');

  function toOrder(row: OrderRow): Order {
    const { transactionId, cartId, sessionId, memberId, total, createdAt } = row;
    const lines = linesOf.all(row.number) as unknown as CartLine[];
    return { transactionId, cartId, sessionId, memberId, lines, total, createdAt };
  }

  function alreadyStored(draft: OrderDraft): CommitResult | null {
    const sameKey = draft.idempotency && (byKey.get(draft.idempotency.key) as OrderRow | undefined);
    if (sameKey) {
      const sameRequest = sameKey.fingerprint === draft.idempotency?.fingerprint;
      return sameRequest
        ? { outcome: 'already_stored', order: toOrder(sameKey) }
        : { outcome: 'idempotency_conflict' };
    }
    const sameCart = byCart.get(draft.cartId) as OrderRow | undefined;
    return sameCart ? { outcome: 'already_stored', order: toOrder(sameCart) } : null;
  }

  function refusalOf({ productId, unitPrice, quantity }: CartLine): CommitResult | null {
    const product = findProduct.get(productId) as
      | { price: number; active: number; stock: number | null }
      | undefined;
    if (product?.active !== 1) return { outcome: 'product_unavailable', productId };
    if (product.price !== unitPrice) return { outcome: 'price_changed', productId };
    if (product.stock !== null && product.stock < quantity) return { outcome: 'out_of_stock', productId };
    return null;
  }

  function store(draft: OrderDraft): Order {
    const { cartId, sessionId, memberId, lines, total, idempotency, createdAt } = draft;
    if (totalOf(lines) !== total) throw new Error('the total of an order is not the sum of its lines');
    const key = idempotency?.key ?? null;
    const fingerprint = idempotency?.fingerprint ?? null;
    // The number is only known after the insert, so the row carries its cart id as its name until then.
    const inserted = addOrder.run(cartId, cartId, sessionId, memberId, total, key, fingerprint, createdAt);
    const number = Number(inserted.lastInsertRowid);
    const transactionId = transactionIdOf(number, createdAt);
    nameOrder.run(transactionId, number);
    lines.forEach((line, position) => {
      const { productId, name, quantity, unitPrice } = line;
      addLine.run(number, position, productId, name, quantity, unitPrice, subtotalOf(line));
      takeStock.run(quantity, productId);
    });
    endVisit.run(sessionId, cartId);
    return { transactionId, cartId, sessionId, memberId, lines, total, createdAt };
  }

  return {
    async commitOrder(draft) {
      return inTransaction(db, () => {
        const settled = alreadyStored(draft);
        if (settled) return settled;
        if (!findMember.get(draft.memberId)) return { outcome: 'member_gone' };
        for (const line of draft.lines) {
          const refusal = refusalOf(line);
          if (refusal) return refusal;
        }
        return { outcome: 'stored', order: store(draft) };
      });
    },
    async findOrderByKey(key) {
      const row = byKey.get(key) as OrderRow | undefined;
      return row ? { order: toOrder(row), fingerprint: row.fingerprint ?? '' } : null;
    },
    async listOrders(memberId) {
      return (byMember.all(memberId) as unknown as OrderRow[]).map(toOrder);
    },
  };
}

/** `T` + date where the shop is + running number of the sale. */
function transactionIdOf(number: number, createdAt: string): string {
  const date = new Date(createdAt);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('');
  return `T${day}-${String(number).padStart(6, '0')}`;
}
