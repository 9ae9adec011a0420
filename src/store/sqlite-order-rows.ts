/** How an order lies in the embedded store's tables, and how it is read from them. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { CartLine, Order } from '../shop/index.js';

export interface OrderRow extends Omit<Order, 'lines' | 'voided'> {
  readonly number: number;
  readonly fingerprint: string | null;
  readonly voidedAt: string | null;
  readonly voidReason: string | null;
}

/** For `SELECT … FROM orders`, in the shape of `OrderRow`. */
export const ORDER_COLUMNS = `number, transaction_id AS "transactionId", cart_id AS "cartId",
  session_id AS "sessionId", member_id AS "memberId", total, fingerprint, created_at AS "createdAt",
  receipt_key AS "receiptKey", voided_at AS "voidedAt", void_reason AS "voidReason"`;

/** @returns a function that adds an order's lines to its row */
export function orderReader(db: DatabaseSyncInstance): (row: OrderRow) => Order {
  const linesOf = db.prepare(`
    SELECT product_id AS "productId", name, quantity, unit_price AS "unitPrice"
    FROM order_lines WHERE order_number = ? ORDER BY position`);
  return ({ number, fingerprint: _, voidedAt, voidReason, ...order }) => ({
    ...order,
    lines: linesOf.all(number) as unknown as CartLine[],
    voided: voidedAt === null ? null : { at: voidedAt, reason: voidReason ?? '' },
  });
}
