/** What the kiosk shows of a face step. */
import type { BoxView, CustomerState } from '../../protocol/index.js';
import type { Box, FaceAnalysis } from '../../vision/index.js';
import { broadcast, type Session } from './session.js';

/** What the customer could change, or that more pictures are needed. */
export function stateOf({ outcome, face }: FaceAnalysis): CustomerState {
  if (outcome !== 'seen') return outcome;
  return face?.fault ?? 'looking';
}

export function showCustomer(session: Session, state: CustomerState, box: Box | null): void {
  broadcast(session, { type: 'customer', state, bbox: box && roundBox(box) });
}

export function roundBox([x1, y1, x2, y2]: Box): BoxView {
  return [Math.round(x1), Math.round(y1), Math.round(x2), Math.round(y2)];
}
