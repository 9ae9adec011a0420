/** The counters that are open now, as the owner sees them. */
import { createHash } from 'node:crypto';
import type { KioskView } from '../../../protocol/index.js';
import { viewCart } from '../../../shop/index.js';
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

/** The session's id is the counter's secret; this tells counters apart and opens none. */
function labelOf(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 6);
}

function lastFrameAt({ view: { seenAt } }: Session): string | null {
  return seenAt === 0 ? null : new Date(performance.timeOrigin + seenAt).toISOString();
}
