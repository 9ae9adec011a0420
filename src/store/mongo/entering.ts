/**
 * Acts and their entries in the audit log are two documents, and MongoDB changes one in one step. So the change itself
 * says what is to be entered: a product, a member and the owner's document hold their `acts` until those are in the log, and
 * an order is not `entered` until it is. Whoever comes by after a crash enters what is left, and so
 * does a process whose database went away and is back; the log takes an event once.
 */
import type { Collection } from 'mongodb';
import {
  type Act,
  type Actor,
  counterOf,
  type NewEntry,
  newEntry,
  saleAct,
  voidAct,
} from '../../shop/index.js';
import type { MongoContext } from './context.js';
import { type ActsDoc, type OrderDoc, toOrder } from './documents.js';

/** The acts of a document as a change of it writes them. */
export interface Noted {
  readonly entry: NewEntry;
  /** For `$set`. */
  readonly field: Readonly<Record<string, NewEntry>>;
  /** For a document that is added. */
  readonly acts: Readonly<Record<string, NewEntry>>;
}

export function noteAct(act: Act, actor: Actor): Noted {
  const entry = newEntry(act, actor);
  return { entry, field: { [`acts.${entry.event}`]: entry }, acts: { [entry.event]: entry } };
}

type Holder = 'products' | 'members' | 'owner';

/** Enters what a document was changed by. It was done whether this succeeds or not; others enter it where it did not. */
export async function enterNoted(
  context: MongoContext,
  holder: Holder,
  id: string,
  { entry }: Noted,
): Promise<void> {
  try {
    await enter(context, holder, id, [entry]);
  } catch (error) {
    context.onFault(error);
  }
}

async function enter(context: MongoContext, holder: Holder, _id: string, entries: readonly NewEntry[]) {
  await context.journal.append(entries);
  const done = Object.fromEntries(entries.map(({ event }) => [`acts.${event}`, '' as const]));
  const collection = context[holder] as unknown as Collection<ActsDoc>;
  await collection.updateOne({ _id }, { $unset: done });
}

/** Enters the sale of an order, and its void where there is one. */
export async function enterOrder(context: MongoContext, order: OrderDoc): Promise<void> {
  await context.journal.append(entriesOf(order));
  const { _id, voided } = order;
  // A void meanwhile is not entered yet, and says so.
  await context.orders.updateOne(
    { _id, voided: voided === null ? null : { $ne: null } },
    { $set: { entered: true } },
  );
}

export function entriesOf(doc: OrderDoc): readonly NewEntry[] {
  const order = toOrder(doc);
  const sale = newEntry(saleAct(order), counterOf(order));
  if (doc.voided === null) return [sale];
  return [sale, newEntry(voidAct(order, doc.voided.at), doc.voided.by)];
}

export const NOT_ENTERED = { state: 'stored', entered: false } as const;
const WITH_ACTS = { acts: { $exists: true, $ne: {} } } as object;

/** Enters all that a crash, or a database that was away, kept out of the log. */
export async function enterAll(context: MongoContext): Promise<void> {
  for (const holder of ['products', 'members', 'owner'] as const) {
    const collection = context[holder] as unknown as Collection<ActsDoc>;
    for (const { _id, acts } of await collection.find(WITH_ACTS, { projection: { acts: 1 } }).toArray())
      await enter(context, holder, _id, Object.values(acts));
  }
  for (const order of await context.orders.find(NOT_ENTERED).sort({ number: 1 }).toArray())
    await enterOrder(context, order);
}

/** Whether everything that was done is in the log. */
export async function isAllEntered({ products, members, owner, orders }: MongoContext): Promise<boolean> {
  if ((await orders.countDocuments(NOT_ENTERED)) > 0) return false;
  const holders = [products, members, owner] as unknown as readonly Collection<ActsDoc>[];
  for (const holder of holders) if ((await holder.countDocuments(WITH_ACTS)) > 0) return false;
  return true;
}
