import { setTimeout as sleep } from 'node:timers/promises';
import { dropVisit } from './carts.js';
import type { MongoContext } from './context.js';
import { enterAll } from './entering.js';
import { finishErasures } from './forget.js';
import { settleHolds, undoSale } from './holds.js';

const LOOK_EVERY_MS = 100;
/** Longer than a token of another process is believed, `tokens.ts`. */
const LOOK_FOR_MS = 3_000;

/**
 * Finishes or undoes what a crash cut off. Sales of other processes that are under way are let be; it takes some seconds
 * to tell those from the others, and no time when there are none.
 */
export async function settleAll(context: MongoContext): Promise<void> {
  const { orders, products, tokens } = context;
  await finishErasures(context);
  await enterAll(context);
  await endSoldVisits(context);
  const end = performance.now() + LOOK_FOR_MS;
  for (;;) {
    const taking = await orders.find({ state: 'taking' }).toArray();
    for (const order of taking) if (tokens.isForsaken(order.token)) await undoSale(context, order);
    const held = await products.find({ holds: { $ne: {} } }).toArray();
    await settleHolds(context, held);
    if ((taking.length === 0 && held.length === 0) || performance.now() > end) return;
    await sleep(LOOK_EVERY_MS);
  }
}

/** Visits whose cart was sold just before a crash. */
async function endSoldVisits(context: MongoContext): Promise<void> {
  const open = (await context.carts.find().toArray()).flatMap(({ _id, visits }) =>
    visits.map(({ cartId }) => ({ memberId: _id, cartId })),
  );
  const cartIds = open.map(({ cartId }) => cartId);
  const sold = await context.orders
    .find({ _id: { $in: cartIds }, state: 'stored' }, { projection: { _id: 1 } })
    .toArray();
  for (const { memberId, cartId } of open)
    if (sold.some(({ _id }) => _id === cartId)) await dropVisit(context, memberId, cartId);
}
