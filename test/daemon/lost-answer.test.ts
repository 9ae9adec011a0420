/** A sale that was stored, but whose answer was lost, while the customer took one thing more: each is paid once. */
import { afterAll, describe, expect, it } from 'vitest';
import { fingerprintOf, type Store, totalOf } from '../../src/shop/index.js';
import { openStore } from '../../src/store/index.js';
import { post } from '../support/client.js';
import { type RunningDaemon, startDaemon, until } from '../support/daemon.js';
import { startMongo } from '../support/mongo.js';
import { jpegOf } from '../support/pictures.js';
import { show, signedIn } from '../support/shopper.js';

const server = await startMongo();
afterAll(() => server?.stop());

const SESSION = 'counter-1';

/** Stores the sale that a checkout under this key would have stored. */
async function sellUnheard(store: Store, key: string): Promise<string> {
  const visit = await store.findVisit(SESSION);
  if (visit === null) throw new Error('nobody is signed in');
  const { cartId, memberId, cart: lines } = visit;
  const idempotency = { key, fingerprint: fingerprintOf({ session_id: SESSION }) };
  const at = { createdAt: new Date().toISOString(), sessionId: SESSION };
  const sold = await store.commitOrder({
    cartId,
    memberId,
    lines,
    total: totalOf(lines),
    idempotency,
    ...at,
  });
  if (sold.outcome !== 'stored') throw new Error(sold.outcome);
  return sold.order.transactionId;
}

async function play(daemon: RunningDaemon, store: Store, keyOfRetry: string): Promise<void> {
  const pay = (key: string) =>
    post(`${daemon.url}/api/checkout`, { session_id: SESSION }, { 'Idempotency-Key': key });
  const [white, black] = [await jpegOf(64, 64, '#ffffff'), await jpegOf(64, 64, '#000000')];
  const { socket, memberId } = await signedIn(daemon);
  await show(socket, white, 4);
  await until(() => socket.all('cart_updated').at(-1)?.total === 150);
  const first = await sellUnheard(store, 'first');
  await show(socket, black, 20);
  await show(socket, white, 5);
  await until(() => socket.all('cart_updated').at(-1)?.total === 300);

  const retried = await pay(keyOfRetry);
  expect(retried).toMatchObject({ status: 200, body: { transaction_id: first, total: 150 } });
  expect(await socket.next('checkout_completed')).toMatchObject({ receipt: { transaction_id: first } });
  expect(socket.all('cart_updated').at(-1)).toMatchObject({ total: 150, total_quantity: 1 });
  expect(socket.all('signed_out')).toEqual([]);
  // The answer may be lost again.
  expect(await pay('first')).toMatchObject({ status: 200, body: { transaction_id: first } });

  const second = await pay('rest');
  expect(second).toMatchObject({ status: 200, body: { total: 150 } });
  expect(second.body.transaction_id).not.toBe(first);
  await socket.next('signed_out');
  const orders = await store.listOrders(memberId);
  const stock = (await store.listProducts()).find(({ id }) => id === 'yuancui-tea')?.stock;
  expect([orders.length, stock]).toEqual([2, 198]);
}

describe.each([
  ['with the same key', 'first'],
  ['with a new one', 'again'],
])('a retry %s gets the receipt, and the customer stays with what is not on it', (_, key) => {
  it('in the embedded store', async () => {
    const daemon = await startDaemon();
    const store = await openStore({ dataDir: daemon.data, mongoUri: null });
    await play(daemon, store, key);
    await store.close();
  });

  it.skipIf(server === null)('in MongoDB', async () => {
    const mongoUri = server?.newDatabase() ?? '';
    const daemon = await startDaemon({ args: ['--store', mongoUri] });
    const store = await openStore({ dataDir: daemon.data, mongoUri });
    await play(daemon, store, key);
    await store.close();
  });
});
