/** A shop that moves from one store to another. */
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { MongoClient } from 'mongodb';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { checkAudit, newDevice, type Store } from '../../src/shop/index.js';
import { copyStore, openStore, type StorePlace } from '../../src/store/index.js';
import { runCli } from '../support/cli.js';
import { temporaryFolder } from '../support/folder.js';
import { startMongo } from '../support/mongo.js';
import { draft, learned, member, NOW, product, sealedFace } from '../support/shop.js';

const server = await startMongo();
afterAll(() => server?.stop());

const inFolder = (): StorePlace => ({ dataDir: join(temporaryFolder(), 'data'), mongoUri: null });
const inMongo = (): StorePlace => ({ dataDir: '', mongoUri: server?.newDatabase() ?? '' });

async function withShop<T>(place: StorePlace, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(place);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** A shop with one of everything. */
function fill(place: StorePlace): Promise<void> {
  return withShop(place, async (store) => {
    await store.putProduct(product('tea', 25), 'set');
    await store.putProduct(product('apple', 12, { stock: null, class_name: null, active: false }), 'set');
    await store.putProductPicture('tea', { jpeg: new Uint8Array([255, 216, 1]), version: 'v1' });
    await store.putLearned(learned('tea', 'l1'), null);
    const one = member('0912000001');
    const gone = member('0912000002');
    await store.registerMember(one, sealedFace(one.id));
    await store.registerMember(gone, null);
    await store.addPinFailure('0912000003', NOW);
    const cart = [{ productId: 'tea', name: '茶', quantity: 1, unitPrice: 25 }];
    const visit = { memberId: one.id, cart, updatedAt: NOW };
    await store.saveVisit({ ...visit, sessionId: 's1', cartId: 'c1' });
    await store.holdVisit('s1', NOW);
    await store.saveVisit({ ...visit, sessionId: 's2', cartId: 'c2' });
    await store.commitOrder(draft(one.id, { idempotency: { key: 'k', fingerprint: 'f' } }));
    const second = await store.commitOrder(draft(gone.id));
    await store.forgetMember(gone.id);
    if (second.outcome === 'stored')
      await store.voidOrder(second.order.transactionId, { at: NOW, reason: '退貨' });
    await store.setOwnerPassword('hash');
    await store.addDevice(newDevice('kiosk-1', 'kiosk', new Date(NOW)).device);
  });
}

/** What a reader sees of a shop. */
function look(place: StorePlace): Promise<unknown> {
  return withShop(place, async (store) => ({
    products: await store.listProducts(),
    picture: await store.findProductPicture('tea').then((found) => [...(found?.jpeg ?? [])]),
    learned: await store.findLearned('tea'),
    members: await store.listMembers(),
    faces: (await store.listFaces()).map((face) => ({
      ...face,
      wrappedKey: Buffer.from(face.wrappedKey).toString('hex'),
      sealed: Buffer.from(face.sealed).toString('hex'),
    })),
    failures: await store.pinFailures('0912000003'),
    visit: await store.findVisit('s2'),
    orders: await store.searchOrders({}, null, 10),
    byKey: await store.findOrderByKey('k'),
    owner: await store.ownerPassword(),
    audit: await store.readAudit(0, 100),
    devices: await store.listDevices(),
  }));
}

describe.skipIf(server === null)('a copy of a shop', () => {
  it('holds all of it, in MongoDB and back in a folder, and goes on with the next number', async () => {
    const [first, second, third] = [inFolder(), inMongo(), inFolder()];
    await fill(first);
    const tally = await copyStore(first, second);
    expect(tally).toMatchObject({ rows: { products: 2, members: 1, orders: 2, faces: 1 }, takings: 100 });
    expect(await copyStore(second, third)).toEqual(tally);
    const seen = await look(first);
    expect(await look(second)).toEqual(seen);
    expect(await look(third)).toEqual(seen);
    for (const place of [second, third])
      await withShop(place, async (store) => {
        const [owner] = await store.listMembers();
        expect(await store.resumeVisit(owner?.id ?? '', 's3', NOW, NOW)).toMatchObject({ cartId: 'c1' });
        const sale = await store.commitOrder(draft(owner?.id ?? ''));
        expect(sale).toMatchObject({ order: { transactionId: expect.stringMatching(/-000003$/) } });
        expect(await checkAudit(store)).toMatchObject({ sales: 3, voids: 1, faults: [] });
      });
  });

  it('is refused where there is a shop already, both ways, and leaves it as it is', async () => {
    const [folder, mongo] = [inFolder(), inMongo()];
    await fill(folder);
    await fill(mongo);
    const seen = [await look(folder), await look(mongo)];
    await expect(copyStore(folder, mongo)).rejects.toThrow(/there is a shop in mongodb:.* already/);
    await expect(copyStore(mongo, folder)).rejects.toThrow(/there is a shop in .* already/);
    expect([await look(folder), await look(mongo)]).toEqual(seen);
  });

  it('that was cut off is no shop, and is begun anew by the same command', async () => {
    const [folder, mongo] = [inFolder(), inMongo()];
    await fill(folder);
    await withShop(mongo, (store) => store.putProduct(product('half', 1), 'set'));
    const client = new MongoClient(mongo.mongoUri ?? '');
    onTestFinished(() => client.close());
    await client.db().collection<{ _id: string }>('counters').insertOne({ _id: 'copying' });
    await expect(openStore(mongo)).rejects.toThrow(/a copy into .* is not finished.*store copy/);
    await copyStore(folder, mongo);
    expect(await look(mongo)).toEqual(await look(folder));
  });

  it('tells counts and sums on the command line, and what is wrong in one line', async () => {
    const [folder, mongo] = [inFolder(), inMongo()];
    await fill(folder);
    const args = ['store', 'copy', folder.dataDir, mongo.mongoUri ?? ''];
    const run = await runCli(args);
    expect(run).toMatchObject({ code: 0, out: expect.stringContaining('2 sales, 4 items, NT$100') });
    expect(await runCli(args)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^yolo1125: there is a shop.*\n$/),
    });
    const nothing = await runCli(['store', 'copy', temporaryFolder(), mongo.mongoUri ?? '']);
    expect(nothing).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^yolo1125: there is no store in .*\n$/),
    });
  });
});

it('knows every table of the embedded store: a new one must be copied too', async () => {
  const place = inFolder();
  await withShop(place, async () => {});
  const db = new DatabaseSync(join(place.dataDir, 'yolo1125.db'));
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .all();
  db.close();
  expect(tables.map((row) => (row as { name: string }).name)).toEqual([
    'audit',
    'devices',
    'face_keys',
    'faces',
    'faces_version',
    'held_carts',
    'learned_products',
    'learned_views',
    'members',
    'order_lines',
    'orders',
    'owner',
    'pin_attempts',
    'product_pictures',
    'products',
    'visits',
  ]);
});
