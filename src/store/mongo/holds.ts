/**
 * Stock in hand. MongoDB changes one document in one step, a sale changes several; so whoever moves stock notes it in the
 * product in the very step that moves it (`holds`, by token), and the order says what becomes of it:
 *
 * | | beginning | what it does to a product | the moment it counts | then |
 * |---|---|---|---|---|
 * | sale | order inserted as `taking` | stock − n, hold noted | order becomes `stored` | hold dropped |
 * | void | order gets `voiding` | hold noted | order gets `voided` | stock + n, hold dropped |
 *
 * A sale that does not come to its moment is undone: its order is deleted, after which it never can, and then its
 * holds are put back. Putting back and dropping take the hold away in the same step, so each happens once, whoever
 * does it and however often it is tried.
 */
import type { CartLine } from '../../shop/index.js';
import type { MongoContext } from './context.js';
import type { Hold, OrderDoc, ProductDoc } from './documents.js';

const fieldOf = (token: string) => `holds.${token}`;

/** Items by product. */
export function quantitiesOf(lines: readonly CartLine[]): ReadonlyMap<string, number> {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lines)
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  return quantities;
}

/**
 * Takes items for a sale, where the product is sold at this price and has enough of them.
 * @returns whether it did
 */
export async function takeItems(
  { products }: MongoContext,
  order: OrderDoc,
  { productId, unitPrice }: Pick<CartLine, 'productId' | 'unitPrice'>,
  quantity: number,
): Promise<boolean> {
  const hold: Hold = { order: order._id, quantity, of: 'sale' };
  const { matchedCount } = await products.updateOne(
    { _id: productId, active: true, price: unitPrice, stock: { $gte: quantity } },
    { $inc: { stock: -quantity }, $set: { [fieldOf(order.token)]: hold } },
  );
  return matchedCount > 0;
}

/** Notes items of a void, where the product's stock is counted. */
export async function noteItems(
  { products }: MongoContext,
  order: OrderDoc,
  token: string,
  productId: string,
  quantity: number,
): Promise<void> {
  const hold: Hold = { order: order._id, quantity, of: 'void' };
  await products.updateOne({ _id: productId, stock: { $ne: null } }, { $set: { [fieldOf(token)]: hold } });
}

/** Puts what is held under a token back on the shelf, once. */
async function putBack({ products }: MongoContext, productId: string, token: string, { quantity }: Hold) {
  const field = fieldOf(token);
  const held = { _id: productId, [field]: { $exists: true } };
  await products.updateOne(
    { ...held, stock: { $ne: null } },
    { $inc: { stock: quantity }, $unset: { [field]: '' } },
  );
  // The owner does not count this product any more.
  await products.updateOne({ ...held, stock: null }, { $unset: { [field]: '' } });
}

/** Forgets what is held under a token; it stays off the shelf. */
export async function dropHolds(
  { products }: MongoContext,
  productIds: Iterable<string>,
  token: string,
): Promise<void> {
  const field = fieldOf(token);
  await products.updateMany(
    { _id: { $in: [...productIds] }, [field]: { $exists: true } },
    { $unset: { [field]: '' } },
  );
}

/** Undoes a sale that did not come to its moment; one that did stays as it is. */
export async function undoSale(context: MongoContext, order: OrderDoc): Promise<void> {
  const { _id, token, lines } = order;
  await context.orders.deleteOne({ _id, token, state: 'taking' });
  await settleToken(context, [...quantitiesOf(lines).keys()], token);
}

/** Ends what is held under a token that came to its moment, or never will. */
export async function settleToken(
  context: MongoContext,
  productIds: readonly string[],
  token: string,
): Promise<void> {
  const docs = await context.products
    .find({ _id: { $in: [...productIds] }, [fieldOf(token)]: { $exists: true } })
    .toArray();
  for (const { _id, holds } of docs) {
    const hold = holds[token];
    if (hold !== undefined) await settle(context, _id, token, hold);
  }
}

/**
 * Ends all that is held by those who are not at work any more.
 * @returns whether anything was
 */
export async function settleHolds(context: MongoContext, docs: readonly ProductDoc[]): Promise<boolean> {
  let settled = false;
  for (const { _id, holds } of docs) {
    for (const [token, hold] of Object.entries(holds)) {
      if (!context.tokens.isForsaken(token)) continue;
      await settle(context, _id, token, hold);
      settled = true;
    }
  }
  return settled;
}

/** Call it only for a token that is forsaken or has come to its moment: one under way is stopped. */
async function settle(context: MongoContext, productId: string, token: string, hold: Hold): Promise<void> {
  const { orders } = context;
  if (hold.of === 'sale') {
    await orders.deleteOne({ _id: hold.order, token, state: 'taking' });
    const isSold = (await orders.findOne({ _id: hold.order, token })) !== null;
    return isSold ? dropHolds(context, [productId], token) : putBack(context, productId, token, hold);
  }
  await orders.updateOne({ _id: hold.order, voiding: token }, { $set: { voiding: null } });
  const isVoided = (await orders.findOne({ _id: hold.order, 'voided.token': token })) !== null;
  return isVoided ? putBack(context, productId, token, hold) : dropHolds(context, [productId], token);
}
