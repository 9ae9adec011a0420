/** Killing what sells, or the database under it, and counting afterwards: nothing lost, nothing twice, stock equal to sales. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { OrderDraft, Store } from '../../src/shop/index.js';
import { NOW, product } from './shop.js';

const SELLER = fileURLToPath(new URL('./seller.ts', import.meta.url));
export const OPENING_STOCK = 1_000_000;
export const BUYER = 'm1';

/** What stands in a store before the first round. */
export async function openShop(store: Store): Promise<void> {
  for (const id of ['tea', 'rice', 'milk'])
    await store.putProduct(product(id, 25, { stock: OPENING_STOCK }), 'set');
  await store.registerMember(
    { id: BUYER, name: '會員', phone: '0912000111', pinHash: null, createdAt: NOW, lastVisitAt: null },
    null,
  );
}

/** A cart of one to three products; the same for the same cart id. */
export function saleOf(cartId: string): OrderDraft {
  const size = 1 + ((cartId.length + Number(cartId.split('-').at(-1))) % 3);
  const lines = ['tea', 'rice', 'milk']
    .slice(0, size)
    .map((productId, at) => ({ productId, name: productId, quantity: at + 1, unitPrice: 25 }));
  const total = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
  const idempotency = { key: `key of ${cartId}`, fingerprint: 'same' };
  return { cartId, sessionId: cartId, memberId: BUYER, lines, total, idempotency, createdAt: NOW };
}

export interface Seller {
  readonly began: Set<string>;
  /** Transaction ids by cart id. */
  readonly sold: Map<string, string>;
  readonly voiding: Set<string>;
  readonly voided: Set<string>;
  kill(): Promise<void>;
}

/** Starts a process that sells; resolves when it has begun. */
export async function startSeller(place: string, lanes: number, prefix: string): Promise<Seller> {
  const child = spawn(process.execPath, ['--import', 'tsx', SELLER, place, String(lanes), prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const seller: Seller = {
    began: new Set(),
    sold: new Map(),
    voiding: new Set(),
    voided: new Set(),
    async kill() {
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    },
  };
  const lines = createInterface(child.stdout);
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the seller ended with ${code}`)));
    lines.on('line', (line) => {
      const event = JSON.parse(line) as Record<string, string>;
      if (event.ready) resolve();
      if (event.began) seller.began.add(event.began);
      if (event.sold) seller.sold.set(event.sold, event.transactionId ?? '');
      if (event.voiding) seller.voiding.add(event.voiding);
      if (event.voided) seller.voided.add(event.voided);
    });
  });
  return seller;
}

export interface CrashCount {
  /** Sales that were begun, and those of them that were acknowledged before the kill. */
  begun: number;
  acknowledged: number;
  /** Not acknowledged, but whole in the store afterwards. */
  storedUnsaid: number;
  voids: number;
}

/**
 * What a store must hold after the kill.
 * @returns faults in words; none when all is well
 */
export async function countAfter(
  store: Store,
  seller: Seller,
  count: CrashCount,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const before = new Map((await store.listOrders(BUYER)).map((order) => [order.cartId, order]));
  for (const [cartId, transactionId] of seller.sold)
    if (before.get(cartId)?.transactionId !== transactionId) faults.push(`lost: ${cartId} ${transactionId}`);
  for (const transactionId of seller.voided)
    if ((await store.findOrder(transactionId))?.voided === null) faults.push(`void lost: ${transactionId}`);
  faults.push(...(await differences(store)));

  // The clients come back with the same keys, and the owner with the same voids.
  for (const cartId of seller.began) {
    const { outcome } = await store.commitOrder(saleOf(cartId));
    const expected = before.has(cartId) ? 'already_stored' : 'stored';
    if (outcome !== expected) faults.push(`retry of ${cartId}: ${outcome}, expected ${expected}`);
  }
  for (const transactionId of seller.voiding)
    await store.voidOrder(transactionId, { at: NOW, reason: 'test' });
  const orders = await store.listOrders(BUYER);
  const carts = new Set(orders.map(({ cartId }) => cartId));
  const ids = new Set(orders.map(({ transactionId }) => transactionId));
  if (carts.size !== orders.length) faults.push('a cart was sold twice');
  if (ids.size !== orders.length) faults.push('two sales have one number');
  for (const cartId of seller.began) if (!carts.has(cartId)) faults.push(`missing: ${cartId}`);
  faults.push(...(await differences(store)));

  count.begun += seller.began.size;
  count.acknowledged += seller.sold.size;
  count.storedUnsaid += [...seller.began].filter((id) => before.has(id) && !seller.sold.has(id)).length;
  count.voids += seller.voiding.size;
  return faults;
}

/** Where the stock is not what the sales left of it. */
export async function differences(store: Store): Promise<readonly string[]> {
  const orders = (await store.listOrders(BUYER)).filter(({ voided }) => voided === null);
  const soldOf = (id: string) =>
    orders
      .flatMap(({ lines }) => lines)
      .filter(({ productId }) => productId === id)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  return (await store.listProducts()).flatMap(({ id, stock }) => {
    const expected = OPENING_STOCK - soldOf(id);
    return stock === expected ? [] : [`stock of ${id} is ${stock}, sales leave ${expected}`];
  });
}
