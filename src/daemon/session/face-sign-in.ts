/** Signing a recognised member in, once it is clear that a living person stands there. */
import type { BoxView, CustomerState } from '../../protocol/index.js';
import { viewMember } from '../../shop/index.js';
import { type FaceAnalysis, goodViews } from '../../vision/index.js';
import type { DaemonContext } from '../context.js';
import { roundBox } from './face-view.js';
import { livenessNeed, openChallenge } from './liveness.js';
import { closeChallenge, showChallenge, withdrawQuestion } from './prompts.js';
import { broadcast, type Session } from './session.js';
import { signIn } from './sign-in.js';

/** Somebody who failed so many challenges is asked for the PIN instead. */
const MAX_FAILED_CHALLENGES = 2;

/** A member for sure: signed in once it is clear that a living person stands there. */
export async function welcome(
  context: DaemonContext,
  session: Session,
  memberId: string,
  bbox: BoxView,
): Promise<CustomerState | 'signed_in'> {
  const { faces } = session;
  const following = faces.follower?.current;
  const member = await context.store.findMember(memberId);
  if (!member || !following) return 'looking';
  const age = performance.now() - following.since;
  const need = livenessNeed(context, member, following.views, age, new Date());
  if (need === 'wait') return 'looking';
  if (need !== 'none') {
    if (faces.failures >= MAX_FAILED_CHALLENGES) return 'not_live';
    openChallenge(session, memberId, need, goodViews(following.views));
    return 'looking';
  }
  await completeSignIn(context, session, memberId, bbox, false);
  return 'signed_in';
}

async function completeSignIn(
  context: DaemonContext,
  session: Session,
  memberId: string,
  bbox: BoxView,
  live: boolean,
): Promise<void> {
  const member = await context.store.findMember(memberId);
  if (!member) return;
  // Somebody signed in another way while this step looked at the picture.
  if (session.signedIn) return;
  withdrawQuestion(session);
  broadcast(session, { type: 'face_detected', user: viewMember(member), action: 'login', bbox });
  await signIn(context, session, member, { method: 'face', live });
  await context.store.setLastVisit(memberId, new Date().toISOString());
  context.log.info({ session: session.id, member: memberId }, 'signed in by face');
}

/** A step while the customer is asked to turn the head. */
export async function challengeStep(
  context: DaemonContext,
  session: Session,
  analysis: FaceAnalysis,
): Promise<void> {
  const { faces } = session;
  const { challenge } = faces;
  if (!challenge) return;
  const outcome = challenge.run.update(analysis.face, performance.now());
  if (outcome === 'open') return showChallenge(session);
  closeChallenge(context.metrics, session, outcome === 'passed');
  if (outcome === 'failed') {
    faces.failures += 1;
    return;
  }
  if (session.signedIn) session.signedIn = { ...session.signedIn, live: true };
  else
    await completeSignIn(context, session, challenge.memberId, roundBox(analysis.box ?? [0, 0, 0, 0]), true);
}
