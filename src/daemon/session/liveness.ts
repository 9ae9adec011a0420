/** When a customer must show to be a living person, and how that is asked. */
import { randomInt } from 'node:crypto';
import { AppError, type ChallengeReason } from '../../protocol/index.js';
import { type Member, totalOf } from '../../shop/index.js';
import { hasMovedAlive, startChallenge, type TimedView } from '../../vision/index.js';
import type { DaemonContext } from '../context.js';
import type { StraightView } from './face-state.js';
import { showChallenge } from './prompts.js';
import type { Session, SignedIn } from './session.js';

/** A person who stands still is watched for so long before being asked to turn the head, ms. */
const WATCH_MS = 2_500;
/** Views of the straight look a challenge starts from. */
const STRAIGHT_VIEWS = 4;

export type LivenessNeed = 'none' | 'wait' | ChallengeReason;

/** What a strong match still lacks before it signs in. */
export function livenessNeed(
  { options }: DaemonContext,
  member: Member,
  views: readonly TimedView[],
  age: number,
  now: Date,
): LivenessNeed {
  const policy = options.faces?.liveness ?? 'off';
  if (policy === 'off') return 'none';
  if (policy === 'active' && !isSameDay(member.lastVisitAt, now)) return 'first_today';
  if (hasMovedAlive(views)) return 'none';
  return age < WATCH_MS ? 'wait' : 'unsure';
}

/** By the shop's calendar. */
function isSameDay(iso: string | null, now: Date): boolean {
  return iso !== null && new Date(iso).toDateString() === now.toDateString();
}

export function openChallenge(
  session: Session,
  memberId: string,
  reason: ChallengeReason,
  straight: readonly StraightView[],
): void {
  const side = randomInt(2) === 0 ? 'left' : 'right';
  const run = startChallenge(side, straight.slice(-STRAIGHT_VIEWS), performance.now());
  session.faces.challenge = { run, memberId, reason };
  showChallenge(session);
}

/**
 * Before a large sale of a face sign-in the policy `active` asks for the person once more.
 * @throws AppError `liveness_required`; the challenge has then begun
 */
export function requireLiveness({ options }: DaemonContext, session: Session, signedIn: SignedIn): void {
  const { faces } = options;
  if (faces?.liveness !== 'active' || signedIn.method !== 'face' || signedIn.live) return;
  if (totalOf(signedIn.visit.cart) < faces.largeTotal) return;
  const { challenge, guard } = session.faces;
  if (!challenge && guard) openChallenge(session, signedIn.member.id, 'large_total', guard.known);
  throw new AppError('liveness_required');
}
