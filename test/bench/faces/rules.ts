/** How it is decided who stands there: by one picture, and by the steps of the daemon. */
import {
  createFollower,
  type FaceView,
  type Gallery,
  limitsOf,
  type Verdict,
} from '../../../src/vision/index.js';
import { profile } from './material.js';

/** Between two steps. */
const STEP_MS = 500;
/** Any time far from zero: the daemon's clock does not start there. */
const EPOCH = 10_000;
const limits = limitsOf(profile);

export interface Decision {
  readonly answer: Verdict['kind'] | 'none';
  readonly memberId: string | null;
}
export type Rule = (gallery: Gallery, views: readonly FaceView[]) => Decision;

/** One picture, by likeness and margin. */
export const single: Rule = (gallery, [view]) => {
  const match = view ? gallery.nearest(view.embedding) : null;
  if (!match || match.score < limits.ask || match.margin < limits.margin)
    return { answer: 'unknown', memberId: null };
  return { answer: match.score >= limits.accept ? 'strong' : 'weak', memberId: match.memberId };
};

/** What the daemon does: the first sure verdict signs in, else the first other one counts. */
export const followed: Rule = (gallery, views) => {
  const follower = createFollower(profile, limits);
  let first: Decision = { answer: 'none', memberId: null };
  for (const [index, face] of views.entries()) {
    const analysis = { size: { width: 640, height: 480 }, outcome: 'seen', box: face.box, face } as const;
    const verdict = follower.update(analysis, EPOCH + index * STEP_MS, gallery)?.verdict;
    if (!verdict) continue;
    const memberId = verdict.kind === 'unknown' ? null : verdict.memberId;
    if (verdict.kind === 'strong') return { answer: 'strong', memberId };
    if (first.answer === 'none') first = { answer: verdict.kind, memberId };
  }
  return first;
};
