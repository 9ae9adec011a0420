/** Tray mode: the cart follows what lies before the camera. */
import { followTray, isSameCart, type Product, type TrayCounts } from '../../shop/index.js';
import type { TrayItem } from '../../vision/index.js';
import type { DaemonContext } from '../context.js';
import { announceItem, isInView, productOf, saveCart } from './cart-items.js';
import { broadcast, type Session } from './session.js';
import { ownItems, type TrayState } from './tray-state.js';

/** After a frame: says what was put down, and lets the cart follow. */
export async function followFrame(
  context: DaemonContext,
  session: Session,
  state: TrayState,
  products: readonly Product[],
  fresh: readonly TrayItem[],
): Promise<void> {
  for (const item of fresh) {
    const product = productOf(context, products, item.classId);
    const isLeftOver = state.leftOver.has(item.number) || isRecovered(session, state, item, product);
    if (product && !isLeftOver) announceItem(context, session, item, product);
  }
  tellOfTray(session, state);
  // Compared before the lock is asked for: most frames change nothing.
  if (session.signedIn && followed(context, session, state, products)) {
    await session.lock(() => updateFromTray(context, session));
  }
}

/** Makes the cart what the tray says. Call under the lock. */
export async function updateFromTray(context: DaemonContext, session: Session): Promise<void> {
  const { tray: state, signedIn } = session;
  if (!state || !signedIn || !isInView(session)) return;
  // The catalogue of this moment: the price that is charged must be the one that holds now.
  const products = await context.catalogue.products();
  const change = followed(context, session, state, products);
  if (!change) return;
  const { cart, removed } = change;
  await saveCart(context, session, cart);
  for (const { productId, name, quantity } of removed)
    broadcast(session, { type: 'product_removed', product_id: productId, name, quantity });
}

/** The customer's own change of a line holds until the tray's count of its product changes. */
export async function noteByHand(context: DaemonContext, state: TrayState, productId: string): Promise<void> {
  const counts = countsOf(context, state, await context.catalogue.products());
  state.byHand.set(productId, counts.get(productId)?.quantity ?? 0);
}

/** What the cart is to become, or null when it is that already. */
function followed(
  context: DaemonContext,
  { signedIn }: Session,
  state: TrayState,
  products: readonly Product[],
) {
  if (!signedIn) return null;
  const counts = countsOf(context, state, products);
  for (const [productId, count] of state.byHand)
    if ((counts.get(productId)?.quantity ?? 0) !== count) state.byHand.delete(productId);
  const { cart } = signedIn.visit;
  const rule = { fixed: new Set(state.byHand.keys()), mayShrink: state.catchUp === null };
  const change = followTray(cart, counts, rule);
  return isSameCart(cart, change.cart) ? null : change;
}

function countsOf(context: DaemonContext, state: TrayState, products: readonly Product[]): TrayCounts {
  const counts = new Map<string, { product: Product; quantity: number }>();
  for (const { classId } of ownItems(state)) {
    const product = productOf(context, products, classId);
    if (!product) continue;
    const before = counts.get(product.id)?.quantity ?? 0;
    counts.set(product.id, { product, quantity: before + 1 });
  }
  return counts;
}

/** Whether an item seen soon after a restart is one that the last sale before it paid for; it is left over then. */
function isRecovered(
  { recovered }: Session,
  state: TrayState,
  { number }: TrayItem,
  product: Product | null,
): boolean {
  const left = product ? (recovered.get(product.id) ?? 0) : 0;
  if (!product || left === 0 || state.catchUp === null) return false;
  recovered.set(product.id, left - 1);
  state.leftOver.set(number, null);
  return true;
}

/** Says how much lies there when that changed, and how much of it is nobody's to pay. */
export function tellOfTray(session: Session, state: TrayState): void {
  const items = state.lying.length;
  const left_over = items - ownItems(state).length;
  if (items === state.told.items && left_over === state.told.left_over) return;
  state.told = { items, left_over };
  broadcast(session, { type: 'tray', ...state.told });
}
