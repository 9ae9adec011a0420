import { randomBytes } from 'node:crypto';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import {
  type CartLine,
  type CommitResult,
  counterOf,
  dayOf,
  type Order,
  type OrderDraft,
  type Store,
  saleAct,
  subtotalOf,
  totalOf,
  voidAct,
} from '../shop/index.js';
import type { Enter } from './sqlite-audit.js';
import { ORDER_COLUMNS, type OrderRow, orderReader } from './sqlite-order-rows.js';
import { inTransaction } from './sqlite-transaction.js';

/** The selling part of the embedded store. */
export function sqliteOrders(
  db: DatabaseSyncInstance,
  enter: Enter,
): Pick<Store, 'commitOrder' | 'findOrderByKey' | 'voidOrder'> {
  const select = `SELECT ${ORDER_COLUMNS} FROM orders`;
  const byCart = db.prepare(`${select} WHERE cart_id = ?`);
  const byKey = db.prepare(`${select} WHERE idempotency_key = ?`);
  const byId = db.prepare(`${select} WHERE transaction_id = ?`);
  const addOrder = db.prepare(`
    INSERT INTO orders (transaction_id, cart_id, session_id, member_id, total, idempotency_key, fingerprint, created_at,
      receipt_key)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const nameOrder = db.prepare('UPDATE orders SET transaction_id = ? WHERE number = ?');
  const addLine = db.prepare(`
    INSERT INTO order_lines (order_number, position, product_id, name, quantity, unit_price, subtotal)
    VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const findProduct = db.prepare('SELECT price, active, stock FROM products WHERE id = ?');
  const takeStock = db.prepare('UPDATE products SET stock = stock - ? WHERE id = ? AND stock IS NOT NULL');
  const giveBack = db.prepare('UPDATE products SET stock = stock + ? WHERE id = ? AND stock IS NOT NULL');
  const markVoid = db.prepare('UPDATE orders SET voided_at = ?, void_reason = ? WHERE number = ?');
  const findMember = db.prepare('SELECT 1 FROM members WHERE id = ?');
  const endVisit = db.prepare('DELETE FROM visits WHERE session_id = ? AND cart_id = ?');

  const toOrder = orderReader(db);

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
    const receiptKey = randomBytes(16).toString('hex');
    const inserted = addOrder.run(
      cartId,
      cartId,
      sessionId,
      memberId,
      total,
      key,
      fingerprint,
      createdAt,
      receiptKey,
    );
    const number = Number(inserted.lastInsertRowid);
    const transactionId = transactionIdOf(number, createdAt);
    nameOrder.run(transactionId, number);
    lines.forEach((line, position) => {
      const { productId, name, quantity, unitPrice } = line;
      addLine.run(number, position, productId, name, quantity, unitPrice, subtotalOf(line));
      takeStock.run(quantity, productId);
    });
    endVisit.run(sessionId, cartId);
    const sold = { transactionId, cartId, sessionId, memberId, lines, total, createdAt };
    enter(saleAct(sold), counterOf(sold));
    return { ...sold, receiptKey, voided: null };
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
    async voidOrder(transactionId, { at, reason }) {
      return inTransaction(db, () => {
        const row = byId.get(transactionId) as OrderRow | undefined;
        if (row === undefined) return { outcome: 'unknown' };
        const order = toOrder(row);
        if (order.voided !== null) return { outcome: 'already', order };
        markVoid.run(at, reason, row.number);
        for (const { productId, quantity } of order.lines) giveBack.run(quantity, productId);
        enter(voidAct(order, at));
        return { outcome: 'voided', order: { ...order, voided: { at, reason } } };
      });
    },
  };
}

/** `T` + date where the shop is + running number of the sale. */
function transactionIdOf(number: number, createdAt: string): string {
  const day = dayOf(new Date(createdAt)).replaceAll('-', '');
  return `T${day}-${String(number).padStart(6, '0')}`;
}
