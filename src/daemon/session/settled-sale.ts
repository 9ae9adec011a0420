/** After a sale: what it holds is paid; what came into the cart since, while its answer was lost, is not. */
import { randomUUID } from 'node:crypto';
import type { ReceiptView } from '../../protocol/index.js';
import { type Order, viewReceipt, withoutSold } from '../../shop/index.js';
import type { DaemonContext } from '../context.js';
import { productOf, saveCart } from './cart-items.js';
import { broadcast, type Session } from './session.js';
import { leave } from './sign-out.js';
import { payOnTray } from './tray-state.js';

/**
 * Tells of a sale of this session's cart. A customer whose cart holds more than was sold stays signed in with the rest as a
 * new cart; every other one is signed out. Call under the lock.
 */
export async function settleSale(
  context: DaemonContext,
  session: Session,
  order: Order,
): Promise<ReceiptView> {
  const receipt = viewReceipt(order);
  const { transactionId, total } = order;
  context.metrics.orders.inc();
  context.metrics.takings.inc(total);
  context.log.info({ session: session.id, transaction: transactionId, total }, 'sale stored');
  broadcast(session, { type: 'checkout_completed', receipt });
  session.soldCartId = order.cartId;
  const { signedIn } = session;
  const rest = withoutSold(signedIn?.visit.cart ?? [], order.lines);
  if (!signedIn || rest.length === 0) leave(session, 'checkout');
  else {
    await markPaidOnTray(context, session, order);
    session.signedIn = { ...signedIn, visit: { ...signedIn.visit, cartId: randomUUID() } };
    await saveCart(context, session, rest);
  }
  return receipt;
}

async function markPaidOnTray(context: DaemonContext, session: Session, { lines }: Order): Promise<void> {
  if (!session.tray) return;
  const products = await context.catalogue.products();
  payOnTray(session.tray, lines, (classId) => productOf(context, products, classId)?.id);
}
