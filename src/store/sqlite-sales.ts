/** Looking through the sales of the embedded store, and summing them up. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import {
  dayOf,
  type Order,
  type OrderFilter,
  type SalesSum,
  type SalesSummary,
  type Store,
} from '../shop/index.js';
import { ORDER_COLUMNS, type OrderRow, orderReader } from './sqlite-order-rows.js';

type SalesPart = Pick<
  Store,
  'listOrders' | 'findOrder' | 'findOrderByReceiptKey' | 'searchOrders' | 'sumOrders' | 'sumOrdersByMember'
>;

const MATCHES = `($from IS NULL OR created_at >= $from) AND ($before IS NULL OR created_at < $before)
  AND ($member IS NULL OR member_id = $member) AND ($voided IS NULL OR (voided_at IS NOT NULL) = $voided)
  AND ($prefix IS NULL OR substr(transaction_id, 1, length($prefix)) = $prefix)
  AND ($product IS NULL OR EXISTS (
    SELECT 1 FROM order_lines WHERE order_number = number AND product_id = $product))`;

/** Every place's clock is a whole number of these away from UTC, so each lies in one hour of one day everywhere. */
const SLOT_S = 15 * 60;

interface SlotRow extends SalesSum {
  readonly slot: number;
}

export function sqliteSales(db: DatabaseSyncInstance): SalesPart {
  const select = `SELECT ${ORDER_COLUMNS} FROM orders`;
  const byMember = db.prepare(`${select} WHERE member_id = ? ORDER BY number DESC`);
  const byId = db.prepare(`${select} WHERE transaction_id = ?`);
  const byReceipt = db.prepare(`${select} WHERE receipt_key = ?`);
  const page = db.prepare(`
    ${select} WHERE ($cursor IS NULL OR number < $cursor) AND ${MATCHES} ORDER BY number DESC LIMIT $limit`);
  const slots = db.prepare(`
    SELECT unixepoch(created_at) / ${SLOT_S} AS slot, count(*) AS sales, sum(total) AS takings,
      sum((SELECT sum(quantity) FROM order_lines WHERE order_number = number)) AS items
    FROM orders WHERE voided_at IS NULL AND ${MATCHES} GROUP BY slot ORDER BY slot`);
  // With max(), SQLite takes the other columns from the row that has the maximum: the name of the latest sale.
  const products = db.prepare(`
    SELECT product_id AS "productId", name, sum(quantity) AS quantity, sum(subtotal) AS takings, max(number) AS latest
    FROM order_lines JOIN orders ON number = order_number WHERE voided_at IS NULL AND ${MATCHES}
    GROUP BY product_id ORDER BY takings DESC, quantity DESC, product_id`);
  const voided = db.prepare(`
    SELECT count(*) AS sales, coalesce(sum(total), 0) AS amount
    FROM orders WHERE voided_at IS NOT NULL AND ${MATCHES}`);
  const members = db.prepare(`
    SELECT member_id AS id, count(*) AS sales, sum(total) AS takings
    FROM orders WHERE voided_at IS NULL GROUP BY member_id`);
  const toOrder = orderReader(db);
  const read = (row: unknown): Order | null => (row === undefined ? null : toOrder(row as OrderRow));

  return {
    async listOrders(memberId) {
      return (byMember.all(memberId) as unknown as OrderRow[]).map(toOrder);
    },
    async findOrder(transactionId) {
      return read(byId.get(transactionId));
    },
    async findOrderByReceiptKey(receiptKey) {
      return read(byReceipt.get(receiptKey));
    },
    async searchOrders(filter, cursor, limit) {
      const rows = page.all({
        ...parametersOf(filter),
        $cursor: cursor === null ? null : Number(cursor),
        $limit: limit + 1,
      }) as unknown as OrderRow[];
      const shown = rows.slice(0, limit);
      const next = rows.length > limit ? String(shown.at(-1)?.number) : null;
      return { orders: shown.map(toOrder), next };
    },
    async sumOrders(filter) {
      const parameters = parametersOf(filter);
      const rows = slots.all(parameters) as unknown as SlotRow[];
      return {
        total: sumOf(rows),
        days: groupBy(rows, dayOf).map(([date, sum]) => ({ date, ...sum })),
        hours: groupBy(rows, hourOf)
          .map(([hour, sum]) => ({ hour, ...sum }))
          .sort((a, b) => a.hour - b.hour),
        products: (products.all(parameters) as unknown as SalesSummary['products']).map(
          ({ productId, name, quantity, takings }) => ({ productId, name, quantity, takings }),
        ),
        voided: voided.get(parameters) as unknown as SalesSummary['voided'],
      };
    },
    async sumOrdersByMember() {
      const rows = members.all() as unknown as { id: string; sales: number; takings: number }[];
      return new Map(rows.map(({ id, sales, takings }) => [id, { sales, takings }]));
    },
  };
}

function parametersOf(filter: OrderFilter) {
  const { from, before, memberId, productId, voided, transactionPrefix } = filter;
  return {
    $from: from ?? null,
    $before: before ?? null,
    $member: memberId ?? null,
    $product: productId ?? null,
    $voided: voided === undefined ? null : Number(voided),
    $prefix: transactionPrefix ?? null,
  };
}

function sumOf(rows: readonly SalesSum[]): SalesSum {
  const add = (key: keyof SalesSum) => rows.reduce((sum, row) => sum + row[key], 0);
  return { sales: add('sales'), takings: add('takings'), items: add('items') };
}

/** Sums by what `keyOf` says of a slot's place on the clock of the shop, in order of appearance. */
function groupBy<K>(rows: readonly SlotRow[], keyOf: (at: Date) => K): readonly (readonly [K, SalesSum])[] {
  const groups = new Map<K, SlotRow[]>();
  for (const row of rows) {
    const key = keyOf(new Date(row.slot * SLOT_S * 1000));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups].map(([key, group]) => [key, sumOf(group)]);
}

const hourOf = (at: Date): number => at.getHours();
