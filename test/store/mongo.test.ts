import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Store } from '../../src/shop/index.js';
import { openSqliteStore, type StoreListeners } from '../../src/store/index.js';
import { openMongoStore } from '../../src/store/mongo/store.js';
import { until } from '../support/daemon.js';
import { temporaryFolder } from '../support/folder.js';
import { startMongo } from '../support/mongo.js';
import { draft, member, NOW, product } from '../support/shop.js';
import { ownerContract } from './owner-contract.js';
import { peopleContract } from './people-contract.js';
import { salesContract } from './sales-contract.js';
import { storeContract } from './store-contract.js';

const server = await startMongo();
afterAll(() => server?.stop());

it.runIf(process.env.CI)('there is a server to test MongoDB with', () => {
  expect(server).not.toBeNull();
});

/** A store that is closed after the test, and the database behind it as the server sees it. */
async function openNew(listeners: StoreListeners = {}) {
  const uri = server?.newDatabase() ?? '';
  const store = await openMongoStore(uri, listeners);
  const client = new MongoClient(uri);
  onTestFinished(async () => {
    await store.close();
    await client.close();
  });
  const rows = (name: string) => client.db().collection<Record<string, unknown> & { _id: string }>(name);
  return { uri, store, rows };
}

/** A shop in which one sale of two teas is stored. */
async function openSold(listeners: StoreListeners = {}) {
  const opened = await openNew(listeners);
  await opened.store.putProduct(product('tea', 25), 'set');
  await opened.store.registerMember({ ...member(), id: 'm1' }, null);
  const sale = draft('m1');
  const result = await opened.store.commitOrder(sale);
  if (result.outcome !== 'stored') throw new Error(result.outcome);
  return { ...opened, sale, order: result.order };
}

const stockOf = async (store: Store) => (await store.listProducts())[0]?.stock;

describe.skipIf(server === null)(`MongoDB, tested with ${server?.kind ?? 'nothing'}`, () => {
  const open = () => openMongoStore(server?.newDatabase() ?? '');
  storeContract('the MongoDB store', open);
  peopleContract('the MongoDB store', open);
  ownerContract('the MongoDB store', open);
  salesContract('the MongoDB store', open);
});

// What another process leaves behind when it is killed between two steps; `holds.ts` tells the steps.
describe.skipIf(server === null)('a sale that another process was killed in', () => {
  it('before its moment is undone by the next reader, and can be made again', async () => {
    const { store, rows, sale } = await openSold();
    const lost = { ...sale, cartId: 'lost' };
    const [stored] = await rows('orders').find().toArray();
    const halfway = {
      number: 2,
      transactionId: 'T2',
      receiptKey: 'r2',
      request: 'cart:lost',
      token: 'dead_1',
    };
    await rows('orders').insertOne({ ...stored, ...halfway, _id: 'lost', state: 'taking' });
    const hold = { order: 'lost', quantity: 2, of: 'sale' };
    await rows('products').updateOne({ _id: 'tea' }, { $set: { stock: 6, holds: { dead_1: hold } } });

    expect(await store.listOrders('m1')).toHaveLength(1);
    await until(async () => (await stockOf(store)) === 8);
    expect(await rows('orders').countDocuments({ _id: 'lost' })).toBe(0);
    expect(await store.commitOrder(lost)).toMatchObject({ outcome: 'stored' });
    expect(await stockOf(store)).toBe(6);
  });

  it('is not waited for by a retry of the same cart for longer than it takes to tell', async () => {
    const { store, rows, sale } = await openSold();
    const [stored] = await rows('orders').find().toArray();
    const halfway = {
      number: 2,
      transactionId: 'T2',
      receiptKey: 'r2',
      request: 'cart:lost',
      token: 'dead_1',
    };
    await rows('orders').insertOne({ ...stored, ...halfway, _id: 'lost', state: 'taking' });
    expect(await store.commitOrder({ ...sale, cartId: 'lost' })).toMatchObject({ outcome: 'stored' });
    expect(await stockOf(store)).toBe(6);
  });

  it('after its moment is a sale: nothing is put back, and its visit has ended', async () => {
    const { uri, store, rows, sale, order } = await openSold();
    const { token } = (await rows('orders').findOne({ _id: sale.cartId })) as unknown as { token: string };
    const hold = { order: sale.cartId, quantity: 2, of: 'sale' };
    await rows('products').updateOne({ _id: 'tea' }, { $set: { holds: { [token]: hold } } });
    const { cartId, sessionId, memberId, lines: cart } = sale;
    await store.saveVisit({ cartId, sessionId, memberId, cart, updatedAt: NOW });

    expect(await store.findVisit(sessionId)).toBeNull();
    expect(await store.listCarts(memberId)).toEqual([]);
    const again = await openMongoStore(uri);
    expect(await rows('products').findOne({ _id: 'tea' })).toMatchObject({ stock: 8, holds: {} });
    expect(await again.commitOrder(sale)).toMatchObject({ outcome: 'already_stored', order });
    await again.close();
  });

  it('and a void that was written down puts its items back once, whoever comes by', async () => {
    const { uri, store, rows, sale, order } = await openSold();
    await rows('orders').updateOne(
      { _id: sale.cartId },
      { $set: { voided: { at: NOW, reason: 'test', token: 'dead_1' } } },
    );
    const hold = { order: sale.cartId, quantity: 2, of: 'void' };
    await rows('products').updateOne({ _id: 'tea' }, { $set: { holds: { dead_1: hold } } });
    const others = await Promise.all([openMongoStore(uri), openMongoStore(uri)]);
    await Promise.all(others.map((other) => other.close()));
    expect(await stockOf(store)).toBe(10);
    expect(await store.voidOrder(order.transactionId, { at: NOW, reason: 'again' })).toMatchObject({
      outcome: 'already',
      order: { voided: { reason: 'test' } },
    });
    expect(await stockOf(store)).toBe(10);
  });

  it('and an erasure that was written down is finished at the next start', async () => {
    const { uri, store, rows, order } = await openSold();
    await rows('erasures').insertOne({ _id: 'm1' });
    await (await openMongoStore(uri)).close();
    expect(await store.listMembers()).toEqual([]);
    expect(await store.findOrder(order.transactionId)).toMatchObject({ memberId: 'forgotten' });
  });
});

describe.skipIf(server === null)('a MongoDB database', () => {
  it('that is of a newer program is refused; one used by two at once is prepared once', async () => {
    const uri = server?.newDatabase() ?? '';
    const both = await Promise.all([openMongoStore(uri), openMongoStore(uri)]);
    await Promise.all(both.map((store) => store.close()));
    const client = new MongoClient(uri);
    onTestFinished(() => client.close());
    const counters = client.db().collection<{ _id: string }>('counters');
    await counters.updateOne({ _id: 'schema' }, { $set: { value: 99 } });
    await expect(openMongoStore(uri)).rejects.toThrow(/schema version 99.*update yolo1125/);
  });

  it('with a number that is no whole one is not sold from, and the log is told', async () => {
    const faults: unknown[] = [];
    const { store, rows } = await openSold({ onFault: (fault) => faults.push(fault) });
    // Past the schema validators, where the server has them.
    await rows('products').updateOne(
      { _id: 'tea' },
      { $set: { price: 25.5 } },
      { bypassDocumentValidation: true },
    );
    await expect(store.listProducts()).rejects.toMatchObject({ code: 'store_unavailable' });
    await expect(store.commitOrder(draft('m1'))).rejects.toMatchObject({ code: 'store_unavailable' });
    expect(String(faults[0])).toMatch(/no whole number/);
  });

  it('keeps sums beyond 32 bits whole', async () => {
    const { store } = await openSold();
    await store.putProduct(product('gold', 1_000_000, { stock: 5_000 }), 'set');
    const lines = [{ productId: 'gold', name: '金', quantity: 4_999, unitPrice: 1_000_000 }];
    const sold = await store.commitOrder(draft('m1', { lines, total: 4_999_000_000 }));
    expect(sold).toMatchObject({ outcome: 'stored', order: { total: 4_999_000_000 } });
    expect((await store.sumOrders({})).total.takings).toBe(4_999_000_050);
  });

  it('gives a backup of one moment while sales go on, which the embedded store opens', async () => {
    const { store } = await openSold();
    let selling = true;
    const sales = (async () => {
      for (let count = 0; selling && count < 3; count += 1) await store.commitOrder(draft('m1'));
    })();
    const folder = join(temporaryFolder(), 'restored');
    mkdirSync(folder);
    await store.backup(join(folder, 'yolo1125.db'));
    selling = false;
    await sales;
    const restored = openSqliteStore(folder);
    const orders = await restored.listOrders('m1');
    expect(orders.length).toBeGreaterThan(0);
    expect(await stockOf(restored)).toBe(10 - 2 * orders.length);
    await restored.close();
    await expect(store.backup(join(folder, 'yolo1125.db'))).rejects.toMatchObject({
      code: 'store_unavailable',
    });
  });
});
