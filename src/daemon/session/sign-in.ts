/** The beginning of a visit. */
import { randomUUID } from 'node:crypto';
import { AppError, type SignInMethod } from '../../protocol/index.js';
import { type Member, type Visit, viewCart, viewMember } from '../../shop/index.js';
import { createTracker } from '../../vision/index.js';
import type { DaemonContext } from '../context.js';
import { addPresentItems, isInView } from './cart-items.js';
import { beginGuard } from './face-state.js';
import { forgetTracks } from './look-state.js';
import { dismissPrompts } from './prompts.js';
import { broadcast, markActive, NOTHING_SEEN, type Session } from './session.js';
import { tellOfTray, updateFromTray } from './tray-flow.js';
import { catchUp, returnToTray, type TrayState } from './tray-state.js';

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
      if (session.tray) beginAtTray(session, session.tray, member, visit);
    }
    context.metrics.signIns.inc({ method });
    broadcast(session, { type: 'signed_in', user: viewMember(member), method });
    const { cart } = session.signedIn.visit;
    if (cart.length > 0) broadcast(session, { type: 'cart_updated', ...viewCart(cart) });
    if (session.tray) await updateFromTray(context, session);
    else await addPresentItems(context, session);
  });
}

/** What this member left lying there unpaid counts again; a cart from elsewhere waits until the tray was looked at. */
function beginAtTray(session: Session, tray: TrayState, member: Member, visit: Visit): void {
  if (returnToTray(tray, member.id)) session.settledUpTo = 0;
  if (visit.cart.length > 0) catchUp(tray);
  tellOfTray(session, tray);
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

/**
 * After a pause of the frames nobody knows what of the last picture is still there. A new visit then starts with a
 * fresh tracker: otherwise its first item could pass for one that the last customer has paid. On a tray only what comes
 * back to exactly its place is still that item.
 */
function forgetOldView(context: DaemonContext, session: Session): void {
  if (isInView(session)) return;
  const { tracker } = context.options;
  if (session.tray) {
    session.tracker = createTracker(tracker, session.view.lastTrackId + 1, session.sight.naming);
    session.tray.tray.loseTracks();
    return;
  }
  session.tracker = createTracker(tracker, 1, session.sight.naming);
  forgetTracks(session.sight);
  session.view = NOTHING_SEEN;
  session.settledUpTo = 0;
}
