/** Open carts follow the prices of the catalogue, so that the customer sees what will be charged. */
import { reprice } from '../../shop/index.js';
import type { DaemonContext } from '../context.js';
import { describeFault } from '../log.js';
import { saveCart } from './cart-items.js';
import type { Session } from './session.js';

/** Shows today's prices in the cart of a session. Call under the lock. */
export async function repriceCart(context: DaemonContext, session: Session): Promise<void> {
  if (!session.signedIn) return;
  const prices = new Map((await context.store.listProducts()).map(({ id, price }) => [id, price]));
  await saveCart(
    context,
    session,
    reprice(session.signedIn.visit.cart, (id) => prices.get(id)),
  );
}

/** Shows the new price of a product wherever it is in a cart. A cart that cannot be stored finds out at its checkout. */
export async function showNewPrice(
  context: DaemonContext,
  sessions: readonly Session[],
  productId: string,
): Promise<void> {
  const follow = async (session: Session) => {
    const has = session.signedIn?.visit.cart.some((line) => line.productId === productId);
    if (has) await repriceCart(context, session);
  };
  await Promise.all(
    sessions.map((session) =>
      session
        .lock(() => follow(session))
        .catch((error) => {
          context.log.warn(
            { session: session.id, ...describeFault(error) },
            'a new price could not be shown',
          );
        }),
    ),
  );
}
