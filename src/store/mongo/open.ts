/** Reaching a MongoDB server, and the shop's database on it. */
import { type Db, MongoClient, type MongoClientOptions, MongoServerError } from 'mongodb';
import { describeMongo, parseMongo } from './address.js';
import { beginAudit } from './audit-begin.js';
import type { MongoContext } from './context.js';
import { collectionsOf } from './documents.js';
import { createJournal } from './journal.js';
import { prepareDatabase } from './prepare.js';
import { SCHEMA_VERSION } from './schema.js';
import { settleAll } from './settle.js';
import { createTokens } from './tokens.js';

/** A kiosk must learn soon that the database is away; where the address says otherwise, that counts. */
const PATIENCE: Readonly<Record<string, number>> = {
  serverSelectionTimeoutMS: 2_000,
  connectTimeoutMS: 2_000,
  socketTimeoutMS: 10_000,
};

/**
 * Connects. Writes are answered when most of the servers have them on their disks, and only such are read: what was
 * acknowledged survives the loss of any one of them.
 * @throws Error when nobody answers there
 */
async function connect(uri: string): Promise<{ readonly client: MongoClient; readonly db: Db }> {
  const { database, options } = parseMongo(uri);
  const said = new URLSearchParams(options);
  const patience = Object.fromEntries(Object.entries(PATIENCE).filter(([name]) => !said.has(name)));
  const settings: MongoClientOptions = {
    appName: 'yolo1125',
    promoteBuffers: true,
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
    ...patience,
  };
  let client: MongoClient | null = null;
  try {
    client = new MongoClient(uri, settings);
    const db = client.db(database);
    await db.command({ ping: 1 });
    return { client, db };
  } catch (error) {
    await client?.close();
    throw new Error(`the database ${describeMongo(uri)} cannot be used: ${(error as Error).message}`);
  }
}

export interface StoreListeners {
  /** Told what the database said when a method fails; the caller gets `store_unavailable` only. */
  readonly onFault?: (error: unknown) => void;
  /** Told once what this server cannot do. */
  readonly onNotice?: (text: string) => void;
}

/**
 * Opens and prepares a database, and finishes or undoes what a crash cut off.
 * @param isTarget whether it may hold the beginning of a copy that was cut off
 * @throws Error when it cannot be reached, was used by a newer program, or holds half a copy
 */
export async function openContext(
  uri: string,
  { onFault = () => {}, onNotice = () => {} }: StoreListeners,
  isTarget = false,
): Promise<MongoContext> {
  const { client, db } = await connect(uri);
  try {
    await prepareDatabase(db, onNotice);
    const tell = (error: unknown) => onFault(withoutContent(error));
    const collections = collectionsOf(db);
    const context: MongoContext = {
      ...collections,
      client,
      db,
      tokens: createTokens(),
      journal: createJournal(collections),
      onFault: tell,
    };
    if (!isTarget && (await context.counters.findOne({ _id: 'copying' })) !== null)
      throw new Error(
        `a copy into ${describeMongo(uri)} is not finished; run "yolo1125 store copy" into it again`,
      );
    if (!isTarget) await upgrade(context);
    await settleAll(context);
    return context;
  } catch (error) {
    await client.close();
    throw error;
  }
}

/** Brings the documents of an older program to the newest shape. */
async function upgrade(context: MongoContext): Promise<void> {
  const { counters } = context;
  const version = (await counters.findOne({ _id: 'schema' }))?.value ?? SCHEMA_VERSION;
  if (version < 2) await beginAudit(context);
  if (version < SCHEMA_VERSION)
    await counters.updateOne({ _id: 'schema', value: version }, { $set: { value: SCHEMA_VERSION } });
}

/** A server repeats what it refuses, phone numbers too; the log gets the kind of refusal. */
function withoutContent(error: unknown): unknown {
  if (!(error instanceof MongoServerError)) return error;
  return new Error(`the database server refused: ${error.codeName ?? error.code}`);
}
