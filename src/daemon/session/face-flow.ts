/** The face step: now and then a frame is looked at for the customer's face, beside the products' way. */
import { AppError } from '../../protocol/index.js';
import {
  average,
  createFollower,
  hasMovedAlive,
  likenessOf,
  type TimedFaceAnalysis,
  unpackFace,
} from '../../vision/index.js';
import type { DaemonContext } from '../context.js';
import type { ReadyFaces } from '../faces/service.js';
import { describeFault } from '../log.js';
import { challengeStep } from './face-sign-in.js';
import { type FaceState, REGISTRATION_VIEWS } from './face-state.js';
import { decide } from './face-verdict.js';
import { showCustomer, stateOf } from './face-view.js';
import { guardStep } from './guard.js';
import { withdrawQuestion } from './prompts.js';
import type { IncomingFrame, Session } from './session.js';

/** Looks at a frame's face when it is time to; never waits for the result. */
export function offerFace(context: DaemonContext, session: Session, frame: IncomingFrame): void {
  const { ready } = context.faces;
  const { options } = context;
  const state = session.faces;
  const now = performance.now();
  if (!ready || !options.faces || state.busy) return;
  // An edge looks at faces at its own beat, which is never quite ours.
  const slack = frame.facts ? options.faces.stepMs / 2 : 0;
  if (now < state.nextAt - slack || frame.facts?.face === null) return;
  const calm = session.signedIn !== null && state.challenge === null && state.guard?.strangers === 0;
  const interval = calm && hasLearned(session, now) ? options.faces.guardMs : options.faces.stepMs;
  // Counted from when it was due, so that frames every 200 ms still give two steps a second.
  state.nextAt = now - state.nextAt < interval ? state.nextAt + interval : now + interval;
  state.busy = true;
  state.running = step(context, ready, session, frame)
    .catch((error) => {
      const expected = error instanceof AppError && error.code !== 'model_failed';
      if (!expected) context.log.error({ session: session.id, ...describeFault(error) }, 'face step failed');
    })
    .finally(() => {
      state.busy = false;
    });
}

/** The first seconds of a visit are looked at often, to know whose face it is. */
const LEARNING_MS = 10_000;

function hasLearned({ faces: { guard } }: Session, now: number): boolean {
  return !guard || guard.known.length >= REGISTRATION_VIEWS || now - guard.since > LEARNING_MS;
}

async function step(
  context: DaemonContext,
  ready: ReadyFaces,
  session: Session,
  frame: IncomingFrame,
): Promise<void> {
  const analysis = await look(ready, frame);
  context.metrics.faces.observe(analysis.ms / 1000);
  const gallery = await ready.gallery();
  const state = session.faces;
  if (session.signedIn) {
    if (state.challenge) await challengeStep(context, session, analysis);
    else await guardStep(context, session, analysis, gallery, ready.profile.distance);
    return;
  }
  state.follower ??= createFollower(ready.profile, ready.limits);
  const before = state.follower.current?.trackId;
  const following = state.follower.update(analysis, performance.now(), gallery);
  if (following?.trackId !== before) forgetPerson(session, ready);
  noteAbsence(state, following !== null, performance.now());
  // Turned views count too: a turn is when a head shows that it is one.
  if (following && hasMovedAlive(following.views)) state.aliveTrack = following.trackId;
  if (state.challenge) return challengeStep(context, session, analysis);
  const customer = analysis.face && following ? await decide(context, session, frame.jpeg, analysis) : null;
  if (customer !== 'signed_in') showCustomer(session, customer ?? stateOf(analysis), analysis.box);
}

/** @throws AppError `bad_request` for an embedding that cannot be compared with ours */
async function look(ready: ReadyFaces, { jpeg, facts }: IncomingFrame): Promise<TimedFaceAnalysis> {
  if (facts?.face && facts.face.embedder !== ready.profile.id)
    throw new AppError('bad_request', `facts: embedder ${facts.face.embedder} is not ${ready.profile.id}`);
  if (facts?.face) return unpackFace(facts.face);
  if (!jpeg) throw new AppError('corrupt_image');
  return ready.analyse(jpeg);
}

/** So long nobody is seen before the one who left counts as gone, ms: several looks, so that a blink does not. */
const AWAY_MS = 1_500;

/** Who walks off right after paying is never followed again, and so is never seen leaving. */
function noteAbsence(state: FaceState, isSomebodyThere: boolean, now: number): void {
  state.nobodySince = isSomebodyThere ? null : (state.nobodySince ?? now);
  if (state.nobodySince !== null && now - state.nobodySince >= AWAY_MS) state.justLeft = null;
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
