/** From the votes on the face in front to what is done about it. */
import type { BoxView, CustomerState } from '../../protocol/index.js';
import { type FaceAnalysis, goodViews, type Verdict } from '../../vision/index.js';
import type { DaemonContext } from '../context.js';
import { welcome } from './face-sign-in.js';
import { REGISTRATION_VIEWS } from './face-state.js';
import { roundBox, stateOf } from './face-view.js';
import { askIdentity } from './identity.js';
import { broadcast, type Session } from './session.js';

/** @returns what the kiosk shows, or that somebody was signed in */
export async function decide(
  context: DaemonContext,
  session: Session,
  jpeg: Uint8Array | null,
  analysis: FaceAnalysis,
): Promise<CustomerState | 'signed_in'> {
  const { faces } = session;
  const following = faces.follower?.current;
  if (!following || analysis.face?.fault !== null) return stateOf(analysis);
  const verdict = doubt(following.verdict, faces.declined);
  keepForRegistration(context, session, jpeg, verdict);
  if (verdict === null) return 'looking';
  const isTheOneWhoLeft = verdict.kind !== 'unknown' && verdict.memberId === faces.justLeft;
  if (isTheOneWhoLeft) return 'recognised';
  faces.justLeft = null;
  const box = roundBox(analysis.face.box);
  if (verdict.kind === 'unknown') return offerRegistration(session, following.trackId, box);
  if (verdict.kind === 'weak') return askIdentity(context, session, verdict.memberId, following.trackId);
  return welcome(context, session, verdict.memberId, box);
}

/** Who said "that is not me" is a stranger from then on. */
function doubt(verdict: Verdict | null, declined: ReadonlySet<string>): Verdict | null {
  if (verdict && verdict.kind !== 'unknown' && declined.has(verdict.memberId)) return { kind: 'unknown' };
  return verdict;
}

function offerRegistration(session: Session, trackId: number, bbox: BoxView): CustomerState {
  if (session.faces.settledTrack !== trackId) {
    session.faces.settledTrack = trackId;
    broadcast(session, { type: 'face_detected', user: null, action: 'register_prompt', bbox });
  }
  return 'unknown';
}

function keepForRegistration(
  { options }: DaemonContext,
  { faces }: Session,
  jpeg: Uint8Array | null,
  verdict: Verdict | null,
): void {
  const following = faces.follower?.current;
  const good = goodViews(following?.views ?? []);
  if (!following || verdict?.kind !== 'unknown' || good.length < REGISTRATION_VIEWS) return;
  const photo = options.faces?.keepPhotos ? jpeg : null;
  faces.pending = { views: good, photo, trackId: following.trackId, at: performance.now() };
}
