/** MongoDB as the source or the target of a copy. */
import type { CopySource, CopyTarget } from '../copy/rows.js';
import { describeMongo } from './address.js';
import type { MongoContext } from './context.js';
import { mongoTables } from './copy-tables.js';
import { isAllEntered } from './entering.js';
import { openContext, type StoreListeners } from './open.js';
import { SCHEMAS } from './schema.js';

/** What stands in a database that was never used. */
const ALWAYS_THERE = ['counters', 'faces_version'];

export function mongoSource(context: MongoContext): CopySource {
  const { orders, products, client } = context;
  const tables = mongoTables(context);
  return {
    read: (table) => tables[table].read(),
    async isBusy() {
      const taking = await orders.countDocuments({ state: 'taking' });
      const held = await products.countDocuments({ holds: { $ne: {} } });
      return taking > 0 || held > 0 || !(await isAllEntered(context));
    },
    close: () => client.close(),
  };
}

/** @throws Error when the database cannot be used */
export async function openMongoSource(uri: string, listeners: StoreListeners = {}): Promise<CopySource> {
  return mongoSource(await openContext(uri, listeners));
}

/** @throws Error when the database cannot be used */
export async function openMongoTarget(uri: string, listeners: StoreListeners = {}): Promise<CopyTarget> {
  const context = await openContext(uri, listeners, true);
  const { db, counters } = context;
  const tables = mongoTables(context);
  const shopCollections = Object.keys(SCHEMAS)
    .filter((name) => !ALWAYS_THERE.includes(name))
    .map((name) => db.collection(name));

  async function isEmpty(): Promise<boolean> {
    for (const collection of shopCollections) if ((await collection.findOne()) !== null) return false;
    return true;
  }

  async function clear(): Promise<void> {
    for (const collection of shopCollections) await collection.deleteMany({});
    await counters.updateMany({ _id: { $in: ['orders', 'products'] } }, { $set: { value: 0 } });
  }

  return {
    ...mongoSource(context),
    async begin() {
      // Only a copy that was cut off leaves this behind; what stands there then is its beginning.
      if ((await counters.findOne({ _id: 'copying' })) !== null) await clear();
      else if (!(await isEmpty()))
        throw new Error(`there is a shop in ${describeMongo(uri)} already; give another database`);
      else await counters.insertOne({ _id: 'copying', value: 1 });
    },
    // The table of these rows is the one that takes them.
    write: (table, rows) => tables[table].write(rows as never),
    async finish() {
      await counters.deleteOne({ _id: 'copying' });
    },
    async abandon() {
      await clear();
      await counters.deleteOne({ _id: 'copying' });
    },
  };
}
