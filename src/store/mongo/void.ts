import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor, Store } from '../../shop/index.js';
import type { MongoContext } from './context.js';
import { type OrderDoc, toOrder } from './documents.js';
import { enterOrder } from './entering.js';
import { dropHolds, noteItems, quantitiesOf, settleToken } from './holds.js';

/** How often somebody else's void of the same order is looked at, ms. */
const LOOK_EVERY_MS = 50;

/** The voiding part of the MongoDB store; the steps are told in `holds.ts`. */
export function mongoVoid(context: MongoContext, actor: Actor): Pick<Store, 'voidOrder'> {
  const { orders, tokens } = context;

  async function tidy(order: OrderDoc, productIds: readonly string[], token: string): Promise<void> {
    await settleToken(context, productIds, token);
    await enterOrder(context, order);
  }

  async function attempt(order: OrderDoc, at: string, reason: string): Promise<OrderDoc | null> {
    const token = tokens.begin();
    const quantities = quantitiesOf(order.lines);
    try {
      const claim = await orders.updateOne(
        { _id: order._id, voided: null, voiding: null },
        { $set: { voiding: token } },
      );
      if (claim.matchedCount === 0) return null;
      for (const [productId, quantity] of quantities)
        await noteItems(context, order, token, productId, quantity);
      const voided = await orders.findOneAndUpdate(
        { _id: order._id, voiding: token },
        { $set: { voiding: null, voided: { at, reason, token, by: actor }, entered: false } },
        { returnDocument: 'after' },
      );
      if (voided === null) await dropHolds(context, quantities.keys(), token);
      // It is void whether this succeeds or not; others do it where it did not.
      else await tidy(voided, [...quantities.keys()], token).catch(context.onFault);
      return voided;
    } finally {
      tokens.end(token);
    }
  }

  return {
    async voidOrder(transactionId, { at, reason }) {
      for (;;) {
        const order = await orders.findOne({ transactionId, state: 'stored' });
        if (order === null) return { outcome: 'unknown' };
        if (order.voided !== null) return { outcome: 'already', order: toOrder(order) };
        const other = order.voiding;
        if (other === null) {
          const voided = await attempt(order, at, reason);
          if (voided !== null) return { outcome: 'voided', order: toOrder(voided) };
        } else if (tokens.isForsaken(other))
          await orders.updateOne({ _id: order._id, voiding: other }, { $set: { voiding: null } });
        else await sleep(LOOK_EVERY_MS);
      }
    },
  };
}
