/** The face step: now and then a frame is looked at for the customer's face, beside the products' way. */
import { AppError, type BoxView, type CustomerState } from '../../protocol/index.js';
import { viewMember } from '../../shop/index.js';
import {
  average,
  type Box,
  createFollower,
  type FaceAnalysis,
  goodViews,
  hasMovedAlive,
  likenessOf,
  type Verdict,
} from '../../vision/index.js';
import type { DaemonContext } from '../context.js';
import type { ReadyFaces } from '../faces/service.js';
import { describeFault } from '../log.js';
import { REGISTRATION_VIEWS } from './face-state.js';
import { guardStep } from './guard.js';
import { askIdentity } from './identity.js';
import { livenessNeed, openChallenge } from './liveness.js';
import { closeChallenge, showChallenge, withdrawQuestion } from './prompts.js';
import { broadcast, type Session } from './session.js';
import { signIn } from './visits.js';

/** Somebody who failed so many challenges is asked for the PIN instead. */
const MAX_FAILED_CHALLENGES = 2;

/** Looks at a frame's face when it is time to; never waits for the result. */
export function offerFace(context: DaemonContext, session: Session, jpeg: Uint8Array): void {
  const { ready } = context.faces;
  const { options } = context;
  const state = session.faces;
  const now = performance.now();
  if (!ready || !options.faces || state.busy || now < state.nextAt) return;
  const calm = session.signedIn !== null && state.challenge === null && state.guard?.strangers === 0;
  const interval = calm && isGuardComplete(session) ? options.faces.guardMs : options.faces.stepMs;
  // Counted from when it was due, so that frames every 200 ms still give two steps a second.
  state.nextAt = now - state.nextAt < interval ? state.nextAt + interval : now + interval;
  state.busy = true;
  state.running = step(context, ready, session, jpeg)
    .catch((error) => {
      const expected = error instanceof AppError && error.code !== 'model_failed';
      if (!expected) context.log.error({ session: session.id, ...describeFault(error) }, 'face step failed');
    })
    .finally(() => {
      state.busy = false;
    });
}

/** The first seconds of a visit are looked at often, to know whose face it is. */
function isGuardComplete({ faces }: Session): boolean {
  return (faces.guard?.known.length ?? 0) >= REGISTRATION_VIEWS;
}

async function step(
  context: DaemonContext,
  ready: ReadyFaces,
  session: Session,
  jpeg: Uint8Array,
): Promise<void> {
  const analysis = await ready.analyse(jpeg);
  context.metrics.faces.observe(analysis.ms / 1000);
  const gallery = await ready.gallery();
  const state = session.faces;
  if (state.challenge) await challengeStep(context, session, analysis);
  else if (session.signedIn) await guardStep(context, session, analysis, gallery, ready.profile.distance);
  else {
    state.follower ??= createFollower(ready.profile, ready.limits);
    const before = state.follower.current?.trackId;
    const following = state.follower.update(analysis, performance.now(), gallery);
    if (following?.trackId !== before) forgetPerson(session, ready);
    // Turned views count too: a turn is when a head shows that it is one.
    if (following && hasMovedAlive(following.views)) state.aliveTrack = following.trackId;
    const customer = analysis.face && following ? await decide(context, session, jpeg, analysis) : null;
    if (customer === 'signed_in') return;
    showCustomer(session, customer ?? stateOf(analysis), analysis.box);
  }
}

/** Somebody else stands there, or nobody: open questions were not meant for them. */
function forgetPerson(session: Session, { profile, limits }: ReadyFaces): void {
  const { faces } = session;
  const face = faces.follower?.current?.views[0];
  if (!face) faces.justLeft = null;
  else if (faces.pending) {
    // Whoever types now is the one in front; the face of an earlier stranger must not get this one's name.
    const kept = average(faces.pending.views.map(({ embedding }) => embedding));
    if (likenessOf(profile.distance, kept, face.embedding) < limits.different) faces.pending = null;
  }
  withdrawQuestion(session);
  faces.declined.clear();
  faces.failures = 0;
}

function stateOf({ outcome, face }: FaceAnalysis): CustomerState {
  if (outcome !== 'seen') return outcome;
  return face?.fault ?? 'looking';
}

function showCustomer(session: Session, state: CustomerState, box: Box | null): void {
  broadcast(session, { type: 'customer', state, bbox: box && roundBox(box) });
}

const roundBox = ([x1, y1, x2, y2]: Box): BoxView => [
  Math.round(x1),
  Math.round(y1),
  Math.round(x2),
  Math.round(y2),
];

/** What follows from the votes on the face in front. */
async function decide(
  context: DaemonContext,
  session: Session,
  jpeg: Uint8Array,
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
  jpeg: Uint8Array,
  verdict: Verdict | null,
): void {
  const following = faces.follower?.current;
  const good = goodViews(following?.views ?? []);
  if (!following || verdict?.kind !== 'unknown' || good.length < REGISTRATION_VIEWS) return;
  const photo = options.faces?.keepPhotos ? jpeg : null;
  faces.pending = { views: good, photo, trackId: following.trackId, at: performance.now() };
}

/** A member for sure: signed in once it is clear that a living person stands there. */
async function welcome(
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
  await context.store.setLastVisit(memberId, new Date().toISOString());
  withdrawQuestion(session);
  broadcast(session, { type: 'face_detected', user: viewMember(member), action: 'login', bbox });
  await signIn(context, session, member, { method: 'face', live });
  context.log.info({ session: session.id, member: memberId }, 'signed in by face');
}

async function challengeStep(
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
