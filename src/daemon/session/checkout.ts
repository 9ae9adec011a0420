/** From a confirmed cart to a stored sale, under the session's lock. */
import { AppError, type ReceiptView } from '../../protocol/index.js';
import { type CheckoutIntent, findRetried, sell, viewReceipt } from '../../shop/index.js';
import type { DaemonContext } from '../context.js';
import { requireLiveness } from './liveness.js';
import { repriceCart } from './new-prices.js';
import { markActive, type Session } from './session.js';
import { settleSale } from './settled-sale.js';

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
      const visit = session.signedIn?.visit;
      // Its answer was lost, and the customer may have taken more since.
      if (visit?.cartId === retried.cartId) return settleSale(context, session, retried);
      // The same key over a cart that is not the one it sold: a receipt would hide that this cart is unpaid.
      if (visit && visit.cart.length > 0 && session.soldCartId !== retried.cartId)
        throw new AppError('idempotency_conflict');
      return viewReceipt(retried);
    }
    if (!session.signedIn) throw new AppError('not_signed_in');
    markActive(session);
    requireLiveness(context, session, session.signedIn);
    try {
      const order = await sell(context.store, session.signedIn.visit, intent, new Date());
      return await settleSale(context, session, order);
    } catch (error) {
      if (error instanceof AppError && error.code === 'price_changed') await repriceCart(context, session);
      throw error;
    }
  });
}
