/** Sales for a spreadsheet: one row a line of a sale. */
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { dayOf, type Order, type OrderFilter, type Store, subtotalOf } from '../../../shop/index.js';
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

/** Newest first, read from the store page by page. Cells that a spreadsheet would run as a formula are escaped. */
export function salesAsCsv(store: Store, filter: OrderFilter): Readable {
  const csv = stringify({ header: true, columns: COLUMNS, bom: true, escape_formulas: true });
  return Readable.from(rowsOf(store, filter)).pipe(csv);
}

async function* rowsOf(store: Store, filter: OrderFilter): AsyncGenerator<readonly (string | number)[]> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Store['searchOrders']>> = await store.searchOrders(filter, cursor, PAGE);
    const rows = await viewRows(store, page.orders);
    for (const [index, order] of page.orders.entries())
      yield* linesOf(order, rows[index]?.member?.name ?? '');
    cursor = page.next;
  } while (cursor !== null);
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
