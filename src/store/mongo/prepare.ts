/** Making a database ready for the shop; running it again, or two at once, changes nothing. */
import { type Db, type Document, MongoServerError } from 'mongodb';
import { type Collections, collectionsOf } from './documents.js';
import { added } from './duplicates.js';
import { INDEXES, SCHEMA_VERSION, SCHEMAS } from './schema.js';

const NAMESPACE_EXISTS = 48;

/**
 * @param onNotice told what this server cannot do, and what follows
 * @throws Error when a newer program has used the database
 */
export async function prepareDatabase(db: Db, onNotice: (text: string) => void): Promise<void> {
  const collections = collectionsOf(db);
  await checkVersion(collections);
  const known = new Map((await db.listCollections().toArray()).map((info) => [info.name, info]));
  let refusal: string | null = null;
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    const validator = { $jsonSchema: schema };
    const info = known.get(name);
    const there = info !== undefined && 'options' in info ? info.options?.validator : undefined;
    if (isSame(there, validator)) continue;
    // Another server than MongoDB's, or a user who may not: the shop works without.
    const set =
      info === undefined ? () => create(db, name, { validator }) : () => change(db, name, { validator });
    const refused = await refusalOf(set());
    if (refused !== null && info === undefined) await create(db, name, {});
    refusal ??= refused;
  }
  if (refusal !== null)
    onNotice(
      `the database server takes no schema validators; documents are checked when read only (${refusal})`,
    );
  await createIndexes(db);
  if ('ferretdbVersion' in (await db.command({ buildInfo: 1 })))
    onNotice(
      'FERRETDB 1 changes a document in two steps: of two changes at once one can be lost; use MongoDB for a shop',
    );
  await added(collections.counters.insertOne({ _id: 'orders', value: 0 }));
  await added(collections.counters.insertOne({ _id: 'products', value: 0 }));
  await added(collections.counters.insertOne({ _id: 'schema', value: SCHEMA_VERSION }));
  await added(collections.facesVersion.insertOne({ _id: 'faces', begun: 0, ended: 0 }));
}

async function checkVersion({ counters }: Collections): Promise<void> {
  const version = (await counters.findOne({ _id: 'schema' }))?.value ?? 0;
  if (version > SCHEMA_VERSION)
    throw new Error(
      `the store has schema version ${version}, this program knows ${SCHEMA_VERSION}; update yolo1125`,
    );
}

async function create(db: Db, name: string, options: Document): Promise<void> {
  try {
    await db.createCollection(name, options);
  } catch (error) {
    if (!(error instanceof MongoServerError && error.code === NAMESPACE_EXISTS)) throw error;
  }
}

async function change(db: Db, name: string, options: Document): Promise<void> {
  await db.command({ collMod: name, ...options });
}

/** @returns in a word why the server did not do it, or null */
async function refusalOf(work: Promise<void>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof MongoServerError) return error.codeName ?? String(error.code);
    throw error;
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Only those that are missing: not every server takes one twice. */
async function createIndexes(db: Db): Promise<void> {
  for (const name of new Set(INDEXES.map(({ collection }) => collection))) {
    const there = (await db.collection(name).listIndexes().toArray()).map(({ key }) => JSON.stringify(key));
    for (const { collection, key, options } of INDEXES) {
      if (collection !== name || there.includes(JSON.stringify(key))) continue;
      await db.collection(name).createIndex(key, options);
    }
  }
}
