/** The audit log on both stores: the same contract, what older programs left behind, crashes, and the command line. */
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { MongoClient } from 'mongodb';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { checkAudit, hashOf } from '../../src/shop/index.js';
import { openSqliteStore } from '../../src/store/index.js';
import { openMongoStore } from '../../src/store/mongo/store.js';
import { runCli } from '../support/cli.js';
import { temporaryFolder } from '../support/folder.js';
import { startMongo } from '../support/mongo.js';
import { toSchema3 } from '../support/old-schema.js';
import { draft, member, NOW, product } from '../support/shop.js';
import { auditContract, type Tampering } from './audit-contract.js';

const server = await startMongo();
afterAll(() => server?.stop());

const FREE = 'DROP TRIGGER IF EXISTS audit_stays; DROP TRIGGER IF EXISTS audit_is_kept;';

function inFile(folder: string): Tampering {
  const run = async (sql: string, ...values: (string | number)[]) => {
    const db = new DatabaseSync(join(folder, 'yolo1125.db'));
    db.exec(`PRAGMA foreign_keys = OFF; ${FREE}`);
    db.prepare(sql).run(...values);
    db.close();
  };
  return {
    rewrite: (number, facts) => run('UPDATE audit SET facts = ? WHERE number = ?', facts, number),
    remove: (number) => run('DELETE FROM audit WHERE number = ?', number),
    insert: ({ number, event, at, actor, kind, facts, previous, hash }) =>
      run(
        'INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        number,
        event,
        at,
        actor,
        kind,
        facts,
        previous,
        hash,
      ),
    async setTotal(transaction, quantity, total) {
      await run('UPDATE orders SET total = ? WHERE transaction_id = ?', total, transaction);
      await run(
        `UPDATE order_lines SET quantity = ?, subtotal = ?
          WHERE order_number = (SELECT number FROM orders WHERE transaction_id = ?)`,
        quantity,
        total,
        transaction,
      );
    },
    removeOrder: (transaction) => run('DELETE FROM orders WHERE transaction_id = ?', transaction),
    unvoid: (transaction) => run('UPDATE orders SET voided_at = NULL WHERE transaction_id = ?', transaction),
    setPrice: (id, price) => run('UPDATE products SET price = ? WHERE id = ?', price, id),
  };
}

function inMongo(uri: string): Tampering {
  const client = new MongoClient(uri);
  onTestFinished(() => client.close());
  const audit = client.db().collection<{ _id: number }>('audit');
  const orders = client.db().collection('orders');
  return {
    rewrite: async (number, facts) => void (await audit.updateOne({ _id: number }, { $set: { facts } })),
    remove: async (number) => void (await audit.deleteOne({ _id: number })),
    insert: async ({ number, ...entry }) => void (await audit.insertOne({ _id: number, ...entry })),
    async setTotal(transactionId, quantity, total) {
      const lines = { 'lines.0.quantity': quantity, 'lines.0.subtotal': total };
      await orders.updateOne({ transactionId }, { $set: { total, ...lines } });
    },
    removeOrder: async (transactionId) => void (await orders.deleteOne({ transactionId })),
    unvoid: async (transactionId) =>
      void (await orders.updateOne({ transactionId }, { $set: { voided: null } })),
    async setPrice(id, price) {
      await client.db().collection<{ _id: string }>('products').updateOne({ _id: id }, { $set: { price } });
    },
  };
}

auditContract('the embedded store', async () => {
  const folder = temporaryFolder();
  return { store: openSqliteStore(folder), tampering: inFile(folder) };
});

describe.skipIf(server === null)('with MongoDB', () => {
  const newUri = () => server?.newDatabase() ?? '';

  auditContract('the MongoDB store', async () => {
    const uri = newUri();
    return { store: await openMongoStore(uri), tampering: inMongo(uri) };
  });

  async function openShop(uri: string) {
    const store = await openMongoStore(uri);
    await store.putProduct(product('tea', 25, { stock: 1_000 }), 'set');
    await store.registerMember({ ...member('0912000001'), id: 'm1' }, null);
    return store;
  }

  it('two processes that sell at once make one chain', async () => {
    const uri = newUri();
    const stores = [await openShop(uri), await openMongoStore(uri)];
    await Promise.all(
      Array.from({ length: 16 }, (_, at) => stores[at % 2]?.commitOrder(draft('m1', { createdAt: NOW }))),
    );
    for (const store of stores) expect(await checkAudit(store)).toMatchObject({ sales: 16, faults: [] });
    for (const store of stores) await store.close();
  });

  it('what a process did not live to enter is entered at the next start, once', async () => {
    const uri = newUri();
    const store = await openShop(uri);
    const sale = await store.commitOrder(draft('m1'));
    if (sale.outcome !== 'stored') throw new Error(sale.outcome);
    await store.voidOrder(sale.order.transactionId, { at: NOW, reason: 'r' });
    const client = new MongoClient(uri);
    onTestFinished(() => client.close());
    const rows = (name: string) => client.db().collection<{ _id: string | number }>(name);
    // As if it had been killed after the void and after a change of price, before their entries.
    const last = (await store.readAudit(0, 100)).at(-1);
    await rows('audit').deleteOne({ _id: last?.number ?? 0 });
    await rows('orders').updateOne({}, { $set: { entered: false } });
    const event = 'product_changed:00000000';
    const change = { product: 'tea', price: { from: 25, to: 30 } };
    const entry = { event, at: NOW, actor: 'owner', kind: 'product_changed', facts: JSON.stringify(change) };
    await rows('products').updateOne({ _id: 'tea' }, { $set: { price: 30, [`acts.${event}`]: entry } });
    await store.close();

    const again = await Promise.all([openMongoStore(uri), openMongoStore(uri)]);
    const kinds = (await again[0]?.readAudit(2, 100))?.map(
      ({ actor, kind }) => `${actor.split(':')[0]} ${kind}`,
    );
    expect(kinds).toEqual(['counter sale', 'owner product_changed', 'cli void']);
    expect(await rows('products').findOne({ _id: 'tea' })).toMatchObject({ acts: {} });
    for (const other of again) {
      expect((await checkAudit(other)).faults).toEqual([]);
      await other.close();
    }
  });

  it('a shop of an older program is entered as it is, also when that was cut off', async () => {
    const uri = newUri();
    const store = await openShop(uri);
    const sales = [];
    for (let count = 0; count < 3; count += 1) sales.push(await store.commitOrder(draft('m1')));
    const [first] = sales;
    if (first?.outcome === 'stored')
      await store.voidOrder(first.order.transactionId, { at: '2026-11-24T11:00:00.000Z', reason: 'r' });
    await store.setOwnerPassword('hash');
    await store.close();
    const client = new MongoClient(uri);
    onTestFinished(() => client.close());
    const rows = (name: string) => client.db().collection<{ _id: string }>(name);
    const age = async () => {
      await rows('orders').updateMany({}, { $unset: { entered: '' } });
      await rows('orders').updateMany({ voided: { $ne: null } } as object, { $unset: { 'voided.by': '' } });
      for (const name of ['products', 'members', 'owner'])
        await rows(name).updateMany({}, { $unset: { acts: '' } });
      await rows('counters').updateOne({ _id: 'schema' }, { $set: { value: 1 } });
    };
    await rows('audit').deleteMany({});
    await age();
    const again = await openMongoStore(uri);
    const kinds = (await again.readAudit(0, 100)).map(({ actor, kind }) => `${actor} ${kind}`);
    expect(kinds).toEqual([...Array(3).fill('upgrade sale'), 'upgrade void', 'upgrade product_added']);
    expect((await checkAudit(again)).faults).toEqual([]);
    await again.close();
    await age();
    const once = await openMongoStore(uri);
    expect(await checkAudit(once)).toMatchObject({ entries: 5, faults: [] });
    expect(await once.ownerPassword()).toBe('hash');
    await once.close();
  });
});

/** A folder with a shop of schema version 3: three sales, one of them voided. */
async function oldShop(): Promise<string> {
  const folder = temporaryFolder();
  const store = openSqliteStore(folder);
  await store.putProduct(product('tea', 25), 'set');
  await store.putProduct(product('rice', 35, { active: false }), 'set');
  await store.registerMember({ ...member(), id: 'm1' }, null);
  for (const minute of [10, 20, 30]) {
    const sale = await store.commitOrder(draft('m1', { createdAt: `2026-11-24T10:${minute}:00.000Z` }));
    if (sale.outcome === 'stored' && minute === 10)
      await store.voidOrder(sale.order.transactionId, { at: '2026-11-24T10:25:00.000Z', reason: 'r' });
  }
  await store.close();
  toSchema3(folder);
  return folder;
}

describe('a store of schema version 3', () => {
  it('is entered as it is: its sales and voids in order of time, then its prices', async () => {
    const folder = await oldShop();
    const store = openSqliteStore(folder);
    const entries = await store.readAudit(0, 100);
    expect(entries.map(({ actor, kind, at }) => `${actor} ${kind} ${at.slice(11, 16)}`).slice(0, 4)).toEqual([
      'upgrade sale 10:10',
      'upgrade sale 10:20',
      'upgrade void 10:25',
      'upgrade sale 10:30',
    ]);
    expect(entries.slice(4).map(({ kind, facts }) => [kind, JSON.parse(facts).product])).toEqual([
      ['product_added', 'tea'],
      ['product_added', 'rice'],
    ]);
    await store.changeProduct('rice', { price: 40, active: true });
    await store.commitOrder(draft('m1'));
    expect(await checkAudit(store)).toMatchObject({ entries: 8, sales: 4, voids: 1, faults: [] });
    await store.close();
  });
});

describe('entries in the file', () => {
  it('are not changed or deleted by any statement of a program', async () => {
    const folder = await oldShop();
    await openSqliteStore(folder).close();
    const db = new DatabaseSync(join(folder, 'yolo1125.db'));
    onTestFinished(() => db.close());
    expect(() => db.exec("UPDATE audit SET actor = 'nobody'")).toThrow(/never changed/);
    expect(() => db.exec('DELETE FROM audit WHERE number = 1')).toThrow(/never deleted/);
  });
});

describe('the command line', () => {
  it('prints the log and its head, verifies, and fails with the first bad entry', async () => {
    const folder = await oldShop();
    const audit = (...words: string[]) => runCli(['audit', ...words, '--data', folder]);
    const head = (await audit('head')).out.trim();
    expect(head).toMatch(/^6:[0-9a-f]{64}$/);
    expect(await audit('verify', '--head', head)).toMatchObject({
      code: 0,
      out: `6 entries, 3 sales, 1 voids\nhead ${head}\nthe audit log is in order\n`,
    });
    const list = await audit('list', '--kind', 'void');
    expect(list.out).toMatch(
      /^ {5}3 {2}.* upgrade +void .*\{"total":50,"transaction":"T20261124-000001"\}\n$/,
    );
    const json = (await audit('list', '--json', '--since', '2026-11-24T10:25:00Z')).out.trim().split('\n');
    expect(json.map((line) => JSON.parse(line).number)).toEqual([3, 4, 5, 6]);
    const csv = (await audit('list', '--csv')).out;
    expect(csv).toMatch(
      /^\ufeffnumber,at,actor,kind,facts,previous,hash\n1,2026-11-24T10:10:00.000Z,upgrade,sale,/,
    );
    expect(csv.trim().split('\n')).toHaveLength(7);

    const [first] = json.map((line) => JSON.parse(line));
    expect(hashOf({ ...first, facts: JSON.stringify(first.facts) })).toBe(first.hash);
    await inFile(folder).rewrite(3, '{"total":1,"transaction":"T20261124-000001"}');
    expect(await audit('verify')).toMatchObject({
      code: 1,
      err: 'yolo1125: the audit log is not in order: entry 3: was changed: its hash is another\n',
    });
    expect(await audit('verify', '--head', '6:12')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--head/),
    });
    expect(await audit('list', '--since', 'soon')).toMatchObject({ code: 2 });
  });
});
