/** The counters that are open now, as the owner sees them. */
import type { KioskView } from '../../../protocol/index.js';
import { labelOf, viewCart } from '../../../shop/index.js';
import { paceOf } from '../../session/camera.js';
import type { Session } from '../../session/session.js';

/** Those that somebody watches or uses. */
export function viewKiosks(sessions: readonly Session[]): readonly KioskView[] {
  return sessions
    .filter((session) => session.watchers.size > 0 || session.signedIn !== null)
    .map((session) => {
      const { total, total_quantity } = viewCart(session.signedIn?.visit.cart ?? []);
      return {
        label: labelOf(session.id),
        signed_in: session.signedIn !== null,
        cart_quantity: total_quantity,
        cart_total: total,
        watchers: session.watchers.size,
        last_frame_at: lastFrameAt(session),
        fps: paceOf(session),
      };
    });
}

function lastFrameAt({ analysedAt }: Session): string | null {
  const last = analysedAt.at(-1);
  return last === undefined ? null : new Date(Date.now() - (performance.now() - last)).toISOString();
}
