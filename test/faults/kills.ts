/** The daemon, or the database under it, is killed in the middle of concurrent checkouts, again and again. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CartLine, checkAudit, type Store } from '../../src/shop/index.js';
import { openStore, type StorePlace } from '../../src/store/index.js';
import { get, post } from '../support/client.js';
import { PHONE, type RunningDaemon, startDaemon, until } from '../support/daemon.js';
import type { AtEnd } from '../support/folder.js';
import type { TestMongo } from '../support/mongo.js';

export interface KillCount {
  rounds: number;
  checkouts: number;
  /** Answered with a receipt before the kill. */
  acknowledged: number;
  /** Stored without an answer: the retry found them. */
  storedUnsaid: number;
  entries: number;
}

interface Setup {
  readonly place: StorePlace;
  /** Null: the daemon is killed; else this server is. */
  readonly server: TestMongo | null;
  readonly rounds: number;
  readonly counters: number;
  readonly atEnd: AtEnd;
}

const STOCK = 1_000_000;
/** What was lost or doubled stays so: all sales are counted again after so many rounds, and after the last one. */
const CHECK_EVERY = 20;
/** The kill comes at a random time within the window after the checkouts began, ms. */
const FIRST_WINDOW_MS = 100;
const MIN_WINDOW_MS = 10;
const MAX_WINDOW_MS = 10_000;

/** @throws Error that says what was lost, doubled or wrong, and in which round */
export async function killInCheckouts({ place, server, rounds, counters, atEnd }: Setup): Promise<KillCount> {
  const { dataDir: data, mongoUri } = place;
  const start = () => startDaemon({ data, args: mongoUri === null ? [] : ['--store', mongoUri] }, atEnd);
  let daemon = await start();
  const store = await openStore(place);
  const buyer = (await store.findMemberByPhone(PHONE))?.id ?? '';
  for (const { id } of await store.listProducts()) await store.changeProduct(id, { stock: STOCK });
  const count: KillCount = { rounds, checkouts: 0, acknowledged: 0, storedUnsaid: 0, entries: 0 };
  let window = FIRST_WINDOW_MS;
  for (let round = 0; round < rounds; round += 1) {
    const names = Array.from({ length: counters }, (_, at) => `r${round}-${at}`);
    for (const [at, name] of names.entries()) await fillCart(store, buyer, name, at);
    const paying = payAll(daemon, names);
    await sleep(Math.random() * window);
    if (server) await server.own?.kill();
    else await daemon.stop('SIGKILL');
    const receipts = await paying;
    window = nextWindow(window, receipts.size / counters);
    if (server) {
      await server.own?.startAgain();
      await until(async () => (await get(`${daemon.url}/readyz`)).status === 200, 60_000);
    } else daemon = await start();
    const before = new Set(
      (await store.searchOrders({}, null, counters * 2)).orders.map(({ sessionId }) => sessionId),
    );
    await retryAll(daemon, names, receipts, round);
    count.checkouts += counters;
    count.acknowledged += receipts.size;
    count.storedUnsaid += names.filter((name) => before.has(name) && !receipts.has(name)).length;
    if ((round + 1) % CHECK_EVERY > 0 && round + 1 < rounds) continue;
    count.entries = await check(store, count.checkouts, round);
    process.stderr.write(`${round + 1} rounds, ${count.checkouts} checkouts\n`);
  }
  await store.close();
  await daemon.stop();
  return count;
}

/**
 * Kills are to fall before, between and after the answers, however fast or slow the store is.
 * @param answered share of the checkouts that were answered before the kill, 0 … 1
 */
function nextWindow(window: number, answered: number): number {
  if (answered === 0) return Math.min(MAX_WINDOW_MS, window * 1.4);
  return answered === 1 ? Math.max(MIN_WINDOW_MS, window / 1.4) : window;
}

/** A signed-in visit with one to three products in its cart. */
async function fillCart(store: Store, memberId: string, sessionId: string, at: number): Promise<void> {
  const products = (await store.listProducts()).slice(0, 1 + (at % 3));
  const cart: CartLine[] = products.map(({ id, name, price }, index) => ({
    productId: id,
    name,
    quantity: 1 + index,
    unitPrice: price,
  }));
  await store.saveVisit({
    sessionId,
    cartId: randomUUID(),
    memberId,
    cart,
    updatedAt: new Date().toISOString(),
  });
}

function pay({ url }: RunningDaemon, name: string) {
  return post(`${url}/api/checkout`, { session_id: name }, { 'Idempotency-Key': `key-${name}` });
}

/** @returns transaction ids by counter, of those that were answered with a receipt */
async function payAll(daemon: RunningDaemon, names: readonly string[]): Promise<Map<string, string>> {
  const receipts = new Map<string, string>();
  await Promise.allSettled(
    names.map(async (name) => {
      const { status, body } = await pay(daemon, name);
      if (status === 200) receipts.set(name, body.transaction_id);
    }),
  );
  return receipts;
}

/** The clients come back with the same keys. */
async function retryAll(
  daemon: RunningDaemon,
  names: readonly string[],
  receipts: ReadonlyMap<string, string>,
  round: number,
): Promise<void> {
  for (const name of names) {
    const { status, body } = await pay(daemon, name);
    if (status !== 200) throw new Error(`round ${round}: the retry of ${name} got ${status} ${body.code}`);
    const known = receipts.get(name);
    if (known !== undefined && known !== body.transaction_id)
      throw new Error(`round ${round}: ${name} was sold as ${known} and again as ${body.transaction_id}`);
  }
}

/** @returns entries of the audit log */
async function check(store: Store, carts: number, round: number): Promise<number> {
  const sold = new Map<string, number>();
  let orders = 0;
  for (let cursor: string | null = null; ; ) {
    const page = await store.searchOrders({}, cursor, 500);
    for (const { lines } of page.orders)
      for (const { productId, quantity } of lines) sold.set(productId, (sold.get(productId) ?? 0) + quantity);
    orders += page.orders.length;
    if (page.next === null) break;
    cursor = page.next;
  }
  if (orders !== carts)
    throw new Error(`round ${round}: ${carts} carts were paid, there are ${orders} sales`);
  for (const { id, stock } of await store.listProducts())
    if (stock !== STOCK - (sold.get(id) ?? 0))
      throw new Error(
        `round ${round}: stock of ${id} is ${stock}, sales leave ${STOCK - (sold.get(id) ?? 0)}`,
      );
  // What a database that went away kept out of the log, the daemon enters soon after it is back.
  await until(async () => (await checkAudit(store)).faults.length === 0).catch(() => {});
  const { faults, entries } = await checkAudit(store);
  if (faults.length > 0) throw new Error(`round ${round}: ${faults.join('; ')}`);
  return entries;
}
