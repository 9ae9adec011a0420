import { beginningOf, newEntry } from '../../shop/index.js';
import type { MongoContext } from './context.js';
import { toOrder, toProduct } from './documents.js';

const BATCH = 500;

/**
 * Enters what a database of schema version 1 holds, so that the log knows every sale, void and price from its first day on.
 * May be cut off and run again, or be run by two at once: the log takes an event once.
 */
export async function beginAudit({ orders, products, members, owner, journal }: MongoContext): Promise<void> {
  const old = { entered: { $exists: false } };
  const past = await orders
    .find({ ...old, state: 'stored' })
    .sort({ number: 1 })
    .toArray();
  const catalogue = await products
    .find({ acts: { $exists: false } })
    .sort({ seq: 1 })
    .toArray();
  const acts = beginningOf(
    catalogue.map(toProduct),
    past.map((doc) => ({ ...toOrder(doc), voidedAt: doc.voided?.at ?? null })),
  );
  for (let at = 0; at < acts.length; at += BATCH)
    await journal.append(acts.slice(at, at + BATCH).map((act) => newEntry(act, 'upgrade')));
  await orders.updateMany({ ...old, voided: { $ne: null } }, { $set: { 'voided.by': 'upgrade' } });
  await orders.updateMany({ ...old, state: 'stored' }, { $set: { entered: true } });
  for (const holder of [products, members, owner])
    await (holder as typeof products).updateMany({ acts: { $exists: false } }, { $set: { acts: {} } });
}
