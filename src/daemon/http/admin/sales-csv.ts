/** Sales for a spreadsheet: one row a line of a sale. */
import { pipeline, type Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import {
  dayOf,
  type Order,
  type OrderFilter,
  type OrderPage,
  type Store,
  subtotalOf,
} from '../../../shop/index.js';
import { viewRows } from './transaction-views.js';

const PAGE = 200;
const COLUMNS = [
  'transaction_id',
  'date',
  'time',
  'member',
  'product_id',
  'name',
  'quantity',
  'unit_price',
  'subtotal',
  'total',
  'voided_at',
  'void_reason',
];

/**
 * Newest first, read from the store page by page. Cells that a spreadsheet would run as a formula are escaped.
 * @throws AppError `store_unavailable` when not even the first page can be read
 */
export async function salesAsCsv(store: Store, filter: OrderFilter): Promise<Readable> {
  const first = await store.searchOrders(filter, null, PAGE);
  const csv = stringify({ header: true, columns: COLUMNS, bom: true, escape_formulas: true });
  // A fault on the way destroys the table and with it the answer: whoever reads it sees that it is cut.
  return pipeline(rowsOf(store, filter, first), csv, () => {});
}

async function* rowsOf(
  store: Store,
  filter: OrderFilter,
  first: OrderPage,
): AsyncGenerator<readonly (string | number)[]> {
  for (let page = first; ; page = await store.searchOrders(filter, page.next, PAGE)) {
    const rows = await viewRows(store, page.orders);
    for (const [index, order] of page.orders.entries())
      yield* linesOf(order, rows[index]?.member?.name ?? '');
    if (page.next === null) return;
  }
}

function linesOf(order: Order, member: string): (string | number)[][] {
  const { transactionId, createdAt, lines, total, voided } = order;
  const at = new Date(createdAt);
  return lines.map((line) => [
    transactionId,
    dayOf(at),
    at.toTimeString().slice(0, 8),
    member,
    line.productId,
    line.name,
    line.quantity,
    line.unitPrice,
    subtotalOf(line),
    total,
    voided?.at ?? '',
    voided?.reason ?? '',
  ]);
}
