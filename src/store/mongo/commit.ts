/** Selling: the steps of `holds.ts`, in an order in which a crash between any two of them leaves nothing half done. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CartLine, CommitResult, OrderDraft, Store } from '../../shop/index.js';
import { dropVisit } from './carts.js';
import type { MongoContext } from './context.js';
import { type OrderDoc, type ProductDoc, toOrder, toProduct } from './documents.js';
import { added } from './duplicates.js';
import { enterOrder } from './entering.js';
import { dropHolds, quantitiesOf, takeItems, undoSale } from './holds.js';
import { nextNumber } from './numbers.js';
import { newOrderDoc, requestOf, requestOfKey } from './order-doc.js';

/** How often somebody else's sale of the same cart is looked at, ms. */
const LOOK_EVERY_MS = 50;
/** A sale that was stopped or overtaken so often is not tried again; the caller may. */
const MAX_ATTEMPTS = 20;

export function mongoCommit(context: MongoContext): Pick<Store, 'commitOrder' | 'findOrderByKey'> {
  const { orders, tokens } = context;
  return {
    async commitOrder(draft) {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; ) {
        const earlier = await findEarlier(context, draft);
        if (earlier?.state === 'taking') {
          if (tokens.isForsaken(earlier.token)) await undoSale(context, earlier);
          else await sleep(LOOK_EVERY_MS);
          continue;
        }
        if (earlier) return answerOf(earlier, draft);
        const result = (await refuse(context, draft)) ?? (await attemptSale(context, draft));
        if (result !== 'again') return result;
        attempt += 1;
      }
      throw new Error('a sale was overtaken too often');
    },
    async findOrderByKey(key) {
      const doc = await orders.findOne({ request: requestOfKey(key), state: 'stored' });
      return doc && { order: toOrder(doc), fingerprint: doc.fingerprint ?? '' };
    },
  };
}

/** The order of this key or, when there is none, of this cart. */
async function findEarlier({ orders }: MongoContext, draft: OrderDraft): Promise<OrderDoc | null> {
  return (
    (draft.idempotency && (await orders.findOne({ request: requestOf(draft) }))) ??
    orders.findOne({ _id: draft.cartId })
  );
}

function answerOf(earlier: OrderDoc, draft: OrderDraft): CommitResult {
  const sameKey = draft.idempotency !== null && earlier.request === requestOf(draft);
  if (sameKey && earlier.fingerprint !== draft.idempotency?.fingerprint)
    return { outcome: 'idempotency_conflict' };
  return { outcome: 'already_stored', order: toOrder(earlier) };
}

async function isMember({ members }: MongoContext, id: string): Promise<boolean> {
  return (await members.findOne({ _id: id }, { projection: { _id: 1 } })) !== null;
}

/** Why this cannot be sold, as far as a look tells; nothing is written. */
async function refuse(context: MongoContext, { memberId, lines }: OrderDraft): Promise<CommitResult | null> {
  if (!(await isMember(context, memberId))) return { outcome: 'member_gone' };
  const ids = lines.map(({ productId }) => productId);
  const docs = await context.products.find({ _id: { $in: ids } }).toArray();
  const quantities = quantitiesOf(lines);
  for (const line of lines) {
    const doc = docs.find(({ _id }) => _id === line.productId) ?? null;
    const refusal = refusalOf(doc, line, quantities.get(line.productId) ?? 0);
    if (refusal) return refusal;
  }
  return null;
}

function refusalOf(
  doc: ProductDoc | null,
  { productId, unitPrice }: CartLine,
  quantity: number,
): CommitResult | null {
  const product = doc && toProduct(doc);
  if (!product?.active) return { outcome: 'product_unavailable', productId };
  if (product.price !== unitPrice) return { outcome: 'price_changed', productId };
  if (product.stock !== null && product.stock < quantity) return { outcome: 'out_of_stock', productId };
  return null;
}

/** @returns `again` when another got in between */
async function attemptSale(context: MongoContext, draft: OrderDraft): Promise<CommitResult | 'again'> {
  const { orders, tokens } = context;
  const token = tokens.begin();
  try {
    const order = newOrderDoc(draft, token, await nextNumber(context, 'orders'));
    if (!(await added(orders.insertOne(order)))) return 'again';
    const refusal = await takeAll(context, order);
    if (refusal) {
      await undoSale(context, order);
      return refusal;
    }
    // The moment of the sale: before it there is none, after it there is all of it.
    const stored = await orders.findOneAndUpdate(
      { _id: order._id, token, state: 'taking' },
      { $set: { state: 'stored' } },
      { returnDocument: 'after' },
    );
    if (stored === null) {
      await undoSale(context, order);
      return 'again';
    }
    await tidy(context, draft, stored);
    return { outcome: 'stored', order: toOrder(stored) };
  } finally {
    tokens.end(token);
  }
}

/** Takes the items of all lines, at once. */
async function takeAll(context: MongoContext, order: OrderDoc): Promise<CommitResult | null> {
  const quantities = quantitiesOf(order.lines);
  const lines = order.lines.filter(
    ({ productId }, at) => order.lines.findIndex((line) => line.productId === productId) === at,
  );
  const outcomes = await Promise.allSettled(
    lines.map((line) => takeLine(context, order, line, quantities.get(line.productId) ?? 0)),
  );
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  // Asked after the order stood there: who erases a member afterwards takes the name out of this order too.
  if (!(await isMember(context, order.memberId))) return { outcome: 'member_gone' };
  return refused.find((refusal) => refusal !== null) ?? null;
}

async function takeLine(
  context: MongoContext,
  order: OrderDoc,
  line: CartLine,
  quantity: number,
): Promise<CommitResult | null> {
  for (;;) {
    if (await takeItems(context, order, line, quantity)) return null;
    const doc = await context.products.findOne({ _id: line.productId });
    const refusal = refusalOf(doc, line, quantity);
    if (refusal || doc?.stock === null) return refusal;
  }
}

/** What is left to do after a sale. It is a sale whether this succeeds or not; others do it where it did not. */
async function tidy(context: MongoContext, { memberId, cartId }: OrderDraft, order: OrderDoc): Promise<void> {
  try {
    await Promise.all([
      enterOrder(context, order),
      dropVisit(context, memberId, cartId),
      dropHolds(context, quantitiesOf(order.lines).keys(), order.token),
    ]);
  } catch (error) {
    context.onFault(error);
  }
}
