/** What a session knows of the face in front of its camera. */
import type { ChallengeReason } from '../../protocol/index.js';
import type { Challenge, FaceView, Follower } from '../../vision/index.js';

/** Good views a registration needs, and the beginning of a visit takes. */
export const REGISTRATION_VIEWS = 3;

/** A question that waits for the customer's answer. */
export interface Question {
  readonly memberId: string;
  readonly maskedName: string;
  readonly needsPin: boolean;
}

export interface RunningChallenge {
  readonly run: Challenge;
  readonly memberId: string;
  readonly reason: ChallengeReason;
}

/** What is kept of a view to know the face again. */
export type StraightView = Pick<FaceView, 'pose' | 'embedding'>;

/** While somebody is signed in: whose face that is, and whether it is still there. */
export interface Guard {
  /** Views of the customer of this visit, from its first seconds. */
  readonly known: StraightView[];
  /** When the visit began, ms. */
  readonly since: number;
  /** Steps in a row that showed somebody else, and when the first of them was, ms. */
  strangers: number;
  strangerSince: number;
}

/** Views of a face that could be registered. */
export interface Pending {
  readonly views: readonly StraightView[];
  readonly photo: Uint8Array | null;
  readonly trackId: number;
  /** When it was last seen, ms. */
  readonly at: number;
}

export interface FaceState {
  /** The step in work; resolved when there is none. */
  running: Promise<void>;
  busy: boolean;
  /** ms of `performance.now()`; no step before. */
  nextAt: number;
  follower: Follower | null;
  /** The track whose verdict was last acted upon, so that nobody is asked twice. */
  settledTrack: number;
  /** The last track that moved as a living face does. */
  aliveTrack: number;
  /** Members the face in front said it is not, and failed challenges of it. */
  readonly declined: Set<string>;
  failures: number;
  question: Question | null;
  challenge: RunningChallenge | null;
  pending: Pending | null;
  guard: Guard | null;
  /** Who was signed out while still standing there: not signed in again before stepping away. */
  justLeft: string | null;
  /** Since when nobody stands there, ms of `performance.now()`; null: somebody does. */
  nobodySince: number | null;
}

export function createFaceState(): FaceState {
  return {
    running: Promise.resolve(),
    busy: false,
    nextAt: 0,
    follower: null,
    settledTrack: 0,
    aliveTrack: 0,
    declined: new Set(),
    failures: 0,
    question: null,
    challenge: null,
    pending: null,
    guard: null,
    justLeft: null,
    nobodySince: null,
  };
}

/** A visit begins: the face that signed in, when there was one, is the face to be seen from now on. */
export function beginGuard(state: FaceState): void {
  const views = state.follower?.current?.views ?? [];
  const known = views
    .filter(({ fault }) => fault === null)
    .map(({ pose, embedding }) => ({ pose, embedding }));
  state.guard = { known, since: performance.now(), strangers: 0, strangerSince: 0 };
  clearPerson(state);
  state.pending = null;
  state.justLeft = null;
}

/** @param leftMember who stays signed out until the face in front was away */
export function endGuard(state: FaceState, leftMember: string | null): void {
  state.guard = null;
  state.justLeft = leftMember;
  state.nobodySince = null;
  clearPerson(state);
}

/** Another person, or nobody: what was asked of the last one is void. */
export function clearPerson(state: FaceState): void {
  state.follower?.reset();
  state.settledTrack = 0;
  state.declined.clear();
  state.failures = 0;
  state.question = null;
  state.challenge = null;
}
