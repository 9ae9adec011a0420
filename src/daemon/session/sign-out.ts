/** The end of a visit, under the session's lock. */
import type { SignOutReason } from '../../protocol/index.js';
import { viewCart } from '../../shop/index.js';
import type { DaemonContext } from '../context.js';
import { storeUnsavedCart } from './cart-items.js';
import { endGuard } from './face-state.js';
import { dismissPrompts } from './prompts.js';
import { broadcast, type Session } from './session.js';
import { tellOfTray } from './tray-flow.js';
import { leaveTray } from './tray-state.js';

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
    await storeUnsavedCart(context, session);
    await context.store.holdVisit(session.id, new Date().toISOString());
    context.log.info(
      { session: session.id, member: session.signedIn.member.id },
      'another person; cart held',
    );
    leave(session, 'replaced');
  });
}

/** What still lies before the camera belongs to the one who left, not to the next customer. */
export function leave(session: Session, reason: SignOutReason): void {
  dismissPrompts(session);
  endGuard(session.faces, reason === 'replaced' ? null : (session.signedIn?.member.id ?? null));
  const member = session.signedIn?.member.id ?? null;
  session.signedIn = null;
  session.soldCartId = null;
  session.unsaved = false;
  session.settledUpTo = session.view.lastTrackId;
  session.counted.clear();
  session.recovered.clear();
  broadcast(session, { type: 'signed_out', reason });
  broadcast(session, { type: 'cart_updated', ...viewCart([]) });
  if (!session.tray) return;
  leaveTray(session.tray, reason === 'checkout' || reason === 'forgotten' ? null : member);
  tellOfTray(session, session.tray);
}
