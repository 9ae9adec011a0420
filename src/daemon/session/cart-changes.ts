/** What the customer changes in the cart by hand. */
import { AppError } from '../../protocol/index.js';
import { indexOfLine, setQuantity } from '../../shop/index.js';
import type { DaemonContext } from '../context.js';
import { saveCart } from './cart-items.js';
import type { Session } from './session.js';
import { noteByHand } from './tray-flow.js';

export interface QuantityChange {
  readonly index: number;
  /** The product of the line that is meant, when the client named it. */
  readonly product_id?: string | undefined;
  /** 0 removes the line. */
  readonly quantity: number;
}

/** @throws AppError `not_signed_in`, `bad_index` */
export function changeQuantity(
  context: DaemonContext,
  session: Session,
  { index, product_id, quantity }: QuantityChange,
): Promise<void> {
  return session.lock(async () => {
    if (!session.signedIn) throw new AppError('not_signed_in');
    const { cart } = session.signedIn.visit;
    const line = indexOfLine(cart, index, product_id);
    const changed = setQuantity(cart, line, quantity);
    // Noted first: the tray must not undo it meanwhile.
    if (session.tray && cart[line]) await noteByHand(context, session.tray, cart[line].productId);
    await saveCart(context, session, changed);
  });
}
