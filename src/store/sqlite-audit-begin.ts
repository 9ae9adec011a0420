import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { beginningOf, type Order, type Product } from '../shop/index.js';
import { enterActs } from './sqlite-audit.js';

type OrderRow = Pick<Order, 'transactionId' | 'total' | 'createdAt'> & {
  readonly number: number;
  readonly voidedAt: string | null;
};

/**
 * Enters what a store of schema version 3 holds, so that the log knows every sale, void and price from its first day on.
 * Written against that version's tables, and not to be changed when later ones differ.
 */
export function beginAudit(db: DatabaseSyncInstance): void {
  const enter = enterActs(db, 'upgrade');
  const linesOf = db.prepare(`
    SELECT product_id AS "productId", name, quantity, unit_price AS "unitPrice"
    FROM order_lines WHERE order_number = ? ORDER BY position`);
  const orders = db
    .prepare(`
      SELECT number, transaction_id AS "transactionId", total, created_at AS "createdAt", voided_at AS "voidedAt"
      FROM orders ORDER BY number`)
    .all() as unknown as OrderRow[];
  const products = db
    .prepare('SELECT id, name, price, class_name, yolo_class_id, stock, active FROM products ORDER BY seq')
    .all() as unknown as (Omit<Product, 'active'> & { readonly active: number })[];
  const acts = beginningOf(
    products.map((product) => ({ ...product, active: product.active === 1 })),
    orders.map(({ number, ...order }) => ({
      ...order,
      lines: linesOf.all(number) as unknown as Order['lines'],
    })),
  );
  for (const act of acts) enter(act);
}
