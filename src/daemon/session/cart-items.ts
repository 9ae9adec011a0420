/** From items before the camera to lines of the cart. */
import { AppError } from '../../protocol/index.js';
import { addItem, type Cart, type Product, productOfClass, type Visit, viewCart } from '../../shop/index.js';
import type { Item } from '../../vision/index.js';
import type { DaemonContext } from '../context.js';
import { broadcast, markActive, type Session } from './session.js';

/** The product of a catalogue that a class, or the name of a learned one, stands for. @param classId by the daemon's own numbers */
export function productOf(
  { classes, learned }: DaemonContext,
  products: readonly Product[],
  classId: number,
): Product | null {
  const learnedId = learned.names.productIdOf(classId);
  if (learnedId !== null) return products.find(({ id, active }) => id === learnedId && active) ?? null;
  const { name, number } = classes.classOf(classId);
  return productOfClass(products, number, name);
}

/** What was seen longer ago than this is not in view any more, ms. */
const VIEW_MAX_AGE_MS = 2_500;
/** For so long after a restart what is seen may be what was already in the cart, ms of the frame clock. */
const RECOVERY_MS = 3_000;

/** Whether what was seen last still tells what lies there. */
export function isInView({ view }: Session): boolean {
  return performance.now() - view.seenAt <= VIEW_MAX_AGE_MS;
}

/** Items in view that are in no cart yet and were not there before this visit's customer came. */
function waitingItems(session: Session): readonly Item[] {
  const { signedIn, view, counted, settledUpTo } = session;
  if (!signedIn || !isInView(session)) return [];
  return view.present.filter(({ trackId }) => trackId > settledUpTo && !counted.has(trackId));
}

/** Whether items in view wait for the cart: because they just came, because they came first, or the store failed. */
export function hasWaitingItems(session: Session): boolean {
  return waitingItems(session).length > 0;
}

export function addWaitingItems(context: DaemonContext, session: Session): Promise<void> {
  return session.lock(() => addPresentItems(context, session));
}

/** Call under the lock. */
export async function addPresentItems(context: DaemonContext, session: Session): Promise<void> {
  for (const item of waitingItems(session)) await addToCart(context, session, item);
}

/** Says a new physical item, once; into the cart it goes by `addWaitingItems`. */
export function announceItem(context: DaemonContext, session: Session, item: Item, product: Product): void {
  context.metrics.items.inc();
  const { id, name, price, yolo_class_id, class_name } = product;
  broadcast(session, {
    type: 'product_detected',
    product: { id, name, price, yolo_class_id, class_name },
    track_id: item.trackId,
  });
}

async function addToCart(context: DaemonContext, session: Session, item: Item): Promise<void> {
  if (!session.signedIn) return;
  // The catalogue of this moment: the price that is charged must be the one that holds now.
  const product = productOf(context, await context.catalogue.products(), item.classId);
  if (product && !isRecovered(session, product)) {
    await saveCart(context, session, addItem(session.signedIn.visit.cart, product));
  }
  session.counted.add(item.trackId);
}

/** Whether an item seen soon after a restart is one that the restored cart already holds. */
function isRecovered({ recovered, view }: Session, { id }: Product): boolean {
  const left = recovered.get(id) ?? 0;
  if (left === 0 || view.time > RECOVERY_MS) return false;
  recovered.set(id, left - 1);
  return true;
}

/**
 * Stores the changed cart, then shows it: what a customer sees survives a crash. While the store is away the cart goes on
 * in memory, and `storeUnsavedCart` stores it when the store is back.
 */
export async function saveCart(context: DaemonContext, session: Session, cart: Cart): Promise<void> {
  if (!session.signedIn) throw new AppError('not_signed_in');
  const changed = { ...session.signedIn.visit, cart, updatedAt: new Date().toISOString() };
  session.unsaved = !(await isStored(context, changed));
  session.signedIn = { ...session.signedIn, visit: changed };
  markActive(session);
  broadcast(session, { type: 'cart_updated', ...viewCart(cart) });
}

async function isStored({ store, log }: DaemonContext, visit: Visit): Promise<boolean> {
  try {
    await store.saveVisit(visit);
    return true;
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'store_unavailable')) throw error;
    log.warn({ session: visit.sessionId }, 'the store is away; a cart is kept in memory');
    return false;
  }
}

/**
 * Stores a cart that changed while the store was away. Call under the lock.
 * @throws AppError `store_unavailable` when it still is
 */
export async function storeUnsavedCart({ store }: DaemonContext, session: Session): Promise<void> {
  if (session.signedIn && session.unsaved) await store.saveVisit(session.signedIn.visit);
  session.unsaved = false;
}
