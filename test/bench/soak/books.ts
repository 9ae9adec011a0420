/** Before and after: a shop to soak, and whether its books agree with the receipts that customers got. */
import type { ReceiptView } from '../../../src/protocol/index.js';
import { DEMO_CATALOGUE, enrol, type Order } from '../../../src/shop/index.js';
import { openStore } from '../../../src/store/index.js';
import type { Counter } from './visits.js';

export const OPENING_STOCK = 1_000_000;

export async function openBooks(dataDir: string, counters: readonly Counter[]): Promise<void> {
  const store = await openStore({ dataDir, mongoUri: null });
  for (const product of DEMO_CATALOGUE) await store.putProduct({ ...product, stock: OPENING_STOCK }, 'set');
  // Who is known by face is the demo's member.
  for (const { phone, pin, byFace, session } of counters)
    if (!byFace) await enrol(store, { name: `會員 ${session}`, phone, pin }, new Date());
  await store.close();
}

/** @returns faults in words; none when sales, stock and receipts agree */
export async function checkBooks(
  dataDir: string,
  receipts: readonly ReceiptView[],
): Promise<readonly string[]> {
  const store = await openStore({ dataDir, mongoUri: null });
  try {
    const orders: Order[] = [];
    for (let cursor: string | null = null; ; ) {
      const page = await store.searchOrders({}, cursor, 500);
      orders.push(...page.orders);
      if (page.next === null) break;
      cursor = page.next;
    }
    const stock = new Map((await store.listProducts()).map(({ id, stock }) => [id, stock]));
    return compare(orders, receipts, stock);
  } finally {
    await store.close();
  }
}

function compare(
  orders: readonly Order[],
  receipts: readonly ReceiptView[],
  stock: ReadonlyMap<string, number | null>,
): readonly string[] {
  const faults: string[] = [];
  const byId = new Map(orders.map((order) => [order.transactionId, order]));
  if (orders.length !== receipts.length)
    faults.push(`${receipts.length} receipts, but ${orders.length} sales are stored`);
  for (const { transaction_id, total, receipt_key } of receipts) {
    const order = byId.get(transaction_id);
    if (order?.total !== total || order.receiptKey !== receipt_key)
      faults.push(`receipt ${transaction_id} is not what is stored`);
  }
  const sold = new Map<string, number>();
  for (const { lines } of orders)
    for (const { productId, quantity } of lines) sold.set(productId, (sold.get(productId) ?? 0) + quantity);
  for (const [id, left] of stock) {
    const expected = OPENING_STOCK - (sold.get(id) ?? 0);
    if (left !== expected) faults.push(`stock of ${id} is ${left}, sales leave ${expected}`);
  }
  return faults;
}
