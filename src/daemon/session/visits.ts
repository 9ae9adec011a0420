/** Sign-in, cart and checkout of a session. Every function that changes something runs under the session's lock. */
import { randomUUID } from 'node:crypto';
import { AppError, type ReceiptView, type SignInMethod, type SignOutReason } from '../../protocol/index.js';
import {
  addItem,
  type Cart,
  type CheckoutIntent,
  findRetried,
  type Member,
  type Product,
  productOfClass,
  reprice,
  sell,
  setQuantity,
  type Visit,
  viewCart,
  viewMember,
  viewReceipt,
} from '../../shop/index.js';
import { classNameOf, createTracker, type Item } from '../../vision/index.js';
import type { DaemonContext } from '../context.js';
import { beginGuard, endGuard } from './face-state.js';
import { requireLiveness } from './liveness.js';
import { dismissPrompts } from './prompts.js';
import { broadcast, NOTHING_SEEN, type Session } from './session.js';

/** The product of a catalogue that a class of the loaded model stands for. */
export function productOf(
  { pool }: DaemonContext,
  products: readonly Product[],
  classId: number,
): Product | null {
  return productOfClass(products, classId, classNameOf(pool.model.classes, classId));
}

/**
 * Signs a member in. What the member already holds before the camera goes into the cart.
 * @throws AppError `session_busy` when somebody else is signed in here
 */
export function signIn(
  context: DaemonContext,
  session: Session,
  member: Member,
  { method, live }: { readonly method: SignInMethod; readonly live: boolean },
): Promise<void> {
  return session.lock(async () => {
    if (session.signedIn && session.signedIn.member.id !== member.id) throw new AppError('session_busy');
    markActive(session);
    if (!session.signedIn) {
      const visit = await startVisit(context, session, member);
      session.signedIn = { member, visit, method, live };
      dismissPrompts(session);
      beginGuard(session.faces);
      forgetOldView(context, session);
      if (visit.cart.length > 0) broadcast(session, { type: 'cart_updated', ...viewCart(visit.cart) });
    }
    context.metrics.signIns.inc({ method });
    broadcast(session, { type: 'signed_in', user: viewMember(member), method });
    await addPresentItems(context, session);
  });
}

/** The cart that waits for this member, or an empty one. */
async function startVisit(
  { store, options }: DaemonContext,
  { id }: Session,
  member: Member,
): Promise<Visit> {
  const now = new Date();
  const heldSince = new Date(now.getTime() - options.holdMs).toISOString();
  const resumed = await store.resumeVisit(member.id, id, heldSince, now.toISOString());
  if (resumed) return resumed;
  const visit: Visit = {
    sessionId: id,
    cartId: randomUUID(),
    memberId: member.id,
    cart: [],
    updatedAt: now.toISOString(),
  };
  await store.saveVisit(visit);
  return visit;
}

/** Somebody did something here; the time to the idle sign-out starts again. */
export function markActive(session: Session): void {
  session.activeAt = Date.now();
  session.warned = false;
}

/** What was seen longer ago than this is not in view any more, ms. */
const VIEW_MAX_AGE_MS = 2_500;
/** For so long after a restart what is seen may be what was already in the cart, ms of the frame clock. */
const RECOVERY_MS = 3_000;

/** Items in view that are in no cart yet and were not there before this visit's customer came. */
function waitingItems({ signedIn, view, counted, settledUpTo }: Session): readonly Item[] {
  if (!signedIn || performance.now() - view.seenAt > VIEW_MAX_AGE_MS) return [];
  return view.present.filter(({ trackId }) => trackId > settledUpTo && !counted.has(trackId));
}

/**
 * After a pause of the frames nobody knows what of the last picture is still there. A new visit then starts with a
 * fresh tracker: otherwise its first item could pass for one that the last customer has paid.
 */
function forgetOldView(context: DaemonContext, session: Session): void {
  if (performance.now() - session.view.seenAt <= VIEW_MAX_AGE_MS) return;
  session.tracker = createTracker(context.options.tracker);
  session.view = NOTHING_SEEN;
  session.settledUpTo = 0;
}

/** Whether items in view wait for the cart: because they just came, because they came first, or the store failed. */
export function hasWaitingItems(session: Session): boolean {
  return waitingItems(session).length > 0;
}

export function addWaitingItems(context: DaemonContext, session: Session): Promise<void> {
  return session.lock(() => addPresentItems(context, session));
}

/** Call under the lock. */
async function addPresentItems(context: DaemonContext, session: Session): Promise<void> {
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
  const product = productOf(context, await context.store.listProducts(), item.classId);
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

/** Stores the changed cart, then shows it: what a customer sees survives a crash. */
async function saveCart(context: DaemonContext, session: Session, cart: Cart): Promise<void> {
  if (!session.signedIn) throw new AppError('not_signed_in');
  const changed = { ...session.signedIn.visit, cart, updatedAt: new Date().toISOString() };
  await context.store.saveVisit(changed);
  session.signedIn = { ...session.signedIn, visit: changed };
  markActive(session);
  broadcast(session, { type: 'cart_updated', ...viewCart(cart) });
}

/** @throws AppError `not_signed_in`, `bad_index` */
export function changeQuantity(
  context: DaemonContext,
  session: Session,
  index: number,
  quantity: number,
): Promise<void> {
  return session.lock(async () => {
    if (!session.signedIn) throw new AppError('not_signed_in');
    await saveCart(context, session, setQuantity(session.signedIn.visit.cart, index, quantity));
  });
}

export function signOut(context: DaemonContext, session: Session, reason: SignOutReason): Promise<void> {
  return session.lock(async () => {
    if (!session.signedIn) return;
    await context.store.endVisit(session.id);
    leave(session, reason);
  });
}

/** Says once that the sign-out is near. */
export function warnOfIdle({ options }: DaemonContext, session: Session, now: number): void {
  const left = options.idleMs - (now - session.activeAt);
  if (!session.signedIn || session.warned || left > Math.min(options.idleWarningMs, options.idleMs / 2))
    return;
  session.warned = true;
  broadcast(session, { type: 'idle_warning', seconds_left: Math.max(1, Math.round(left / 1000)) });
}

/** Another person stands there: the member is signed out, and the cart waits for the member alone. */
export function holdCart(context: DaemonContext, session: Session): Promise<void> {
  return session.lock(async () => {
    if (!session.signedIn) return;
    await context.store.holdVisit(session.id, new Date().toISOString());
    context.log.info(
      { session: session.id, member: session.signedIn.member.id },
      'another person; cart held',
    );
    leave(session, 'replaced');
  });
}

/** What still lies before the camera belongs to the one who left, not to the next customer. */
function leave(session: Session, reason: SignOutReason): void {
  dismissPrompts(session);
  endGuard(session.faces, reason === 'replaced' ? null : (session.signedIn?.member.id ?? null));
  session.signedIn = null;
  session.settledUpTo = session.view.lastTrackId;
  session.counted.clear();
  session.recovered.clear();
  broadcast(session, { type: 'signed_out', reason });
  broadcast(session, { type: 'cart_updated', ...viewCart([]) });
}

/**
 * Sells the cart and signs out. A retry under the same key gets the same receipt, also after the sign-out.
 * @param session null when there is none of that id any more
 * @throws AppError `not_signed_in` and what `sell` throws
 */
export async function checkout(
  context: DaemonContext,
  session: Session | null,
  intent: CheckoutIntent,
): Promise<ReceiptView> {
  if (!session) {
    const retried = await findRetried(context.store, intent);
    if (!retried) throw new AppError('not_signed_in');
    return viewReceipt(retried);
  }
  return session.lock(async () => {
    const retried = await findRetried(context.store, intent);
    if (retried) {
      // The same key over a cart that is not the one it sold: a receipt would hide that this cart is unpaid.
      const cart = session.signedIn?.visit;
      if (cart && cart.cart.length > 0 && cart.cartId !== retried.cartId)
        throw new AppError('idempotency_conflict');
      return viewReceipt(retried);
    }
    if (!session.signedIn) throw new AppError('not_signed_in');
    markActive(session);
    requireLiveness(context, session, session.signedIn);
    try {
      const order = await sell(context.store, session.signedIn.visit, intent, new Date());
      context.metrics.orders.inc();
      context.metrics.takings.inc(order.total);
      const receipt = viewReceipt(order);
      context.log.info(
        { session: session.id, transaction: order.transactionId, total: order.total },
        'sale stored',
      );
      broadcast(session, { type: 'checkout_completed', receipt });
      leave(session, 'checkout');
      return receipt;
    } catch (error) {
      if (error instanceof AppError && error.code === 'price_changed') await showNewPrices(context, session);
      throw error;
    }
  });
}

async function showNewPrices(context: DaemonContext, session: Session): Promise<void> {
  if (!session.signedIn) return;
  const prices = new Map((await context.store.listProducts()).map(({ id, price }) => [id, price]));
  await saveCart(
    context,
    session,
    reprice(session.signedIn.visit.cart, (id) => prices.get(id)),
  );
}
