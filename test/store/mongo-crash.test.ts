/** A MongoDB store whose users, or whose server, are killed at any moment. */
import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { afterAll, describe, expect, it } from 'vitest';
import { openMongoStore } from '../../src/store/mongo/store.js';
import { type CrashCount, countAfter, differences, openShop, startSeller } from '../support/crash.js';
import { until } from '../support/daemon.js';
import { startMongo } from '../support/mongo.js';

const server = await startMongo();
afterAll(() => server?.stop());

async function newShop(isPatient = true): Promise<string> {
  const uri = server?.newDatabase(isPatient) ?? '';
  const store = await openMongoStore(uri);
  await openShop(store);
  await store.close();
  return uri;
}

const noCount = (): CrashCount => ({ begun: 0, acknowledged: 0, storedUnsaid: 0, voids: 0 });

describe.skipIf(server === null)('kill -9 of a process that sells into MongoDB', () => {
  it('loses no acknowledged sale, sells none twice, and leaves the stock equal to the sales', async () => {
    const uri = await newShop();
    const count = noCount();
    for (let round = 0; round < 3; round += 1) {
      const seller = await startSeller(uri, 6, `r${round}`);
      await sleep(150 + 350 * round);
      await seller.kill();
      const store = await openMongoStore(uri);
      expect(await countAfter(store, seller, count)).toEqual([]);
      await store.close();
    }
    // The kills must have cut sales, or this test shows nothing.
    expect(count.acknowledged).toBeGreaterThan(0);
    expect(count.acknowledged).toBeLessThan(count.begun);
  }, 120_000);

  it('is mended by another process that was there before and goes on', async () => {
    const uri = await newShop();
    const other = await openMongoStore(uri);
    const seller = await startSeller(uri, 6, 'r');
    await until(() => seller.sold.size > 2);
    await seller.kill();
    // What the killed one had in hand is back on the shelf as soon as it is clear that it is not at work any more.
    await until(async () => (await differences(other)).length === 0);
    expect(await countAfter(other, seller, noCount())).toEqual([]);
    await other.close();
  }, 120_000);
});

describe.skipIf(!server?.own)('kill -9 of the database under a process that sells', () => {
  it('loses and doubles nothing; the process goes on when the database is back', async () => {
    const uri = await newShop(false);
    const seller = await startSeller(uri, 6, 'r');
    await until(() => seller.sold.size > 2);
    await server?.own?.kill();
    const before = seller.sold.size;
    await server?.own?.startAgain();
    await until(() => seller.sold.size > before + 6);
    // Sales whose entry in the audit log was cut off are entered without anybody opening the store anew.
    const client = await new MongoClient(uri).connect();
    const orders = client.db().collection('orders');
    const left = (await orders.find({ state: 'stored', entered: false }).toArray()).map(({ _id }) => _id);
    await until(async () => (await orders.countDocuments({ _id: { $in: left }, entered: false })) === 0);
    await client.close();
    await seller.kill();
    const store = await openMongoStore(uri);
    expect(await countAfter(store, seller, noCount())).toEqual([]);
    await store.close();
  }, 120_000);
});
