/** Sequences of pictures through the chain, as the daemon looks at them, and what liveness says. */
import {
  createFollower,
  createGallery,
  type FaceAnalyser,
  type FaceAnalysis,
  goodViews,
  hasMovedAlive,
  limitsOf,
  livenessEvidence,
  startChallenge,
} from '../../../src/vision/index.js';
import { profile } from './material.js';

/** Two and a half steps a second. */
export const STEP_MS = 400;
/** Views passive liveness looks at; as in `liveness/passive.ts`. */
const VIEWS = 6;
/** Any time far from zero: the clock of the daemon does not start there. */
const EPOCH = 100_000;

export type Steps = readonly FaceAnalysis[];

export interface PassiveResult {
  /** Whether the face was judged alive at any step in time. */
  readonly alive: boolean;
  /** The largest relief and turn of any step. */
  readonly relief: number;
  readonly yawRange: number;
  /** Steps with a face. */
  readonly seen: number;
}

/** @param withinMs only steps so long after the face was first seen */
export function passiveResult(steps: Steps, withinMs: number): PassiveResult {
  const follower = createFollower(profile, limitsOf(profile));
  const nobody = createGallery(profile.distance, []);
  let result: PassiveResult = { alive: false, relief: 0, yawRange: 0, seen: 0 };
  for (const [index, analysis] of steps.entries()) {
    const time = EPOCH + index * STEP_MS;
    const following = follower.update(analysis, time, nobody);
    if (!following || !analysis.face || time - following.since > withinMs) continue;
    const { relief, yawRange } = livenessEvidence(following.views.slice(-VIEWS));
    result = {
      alive: result.alive || hasMovedAlive(following.views),
      relief: Math.max(result.relief, relief),
      yawRange: Math.max(result.yawRange, yawRange),
      seen: result.seen + 1,
    };
  }
  return result;
}

/** Both sides of the challenge. */
export interface ActiveResult {
  readonly left: boolean;
  readonly right: boolean;
}

/**
 * The head-turn challenge, opened after the first steps.
 * @param straight how many steps of straight look there are before it
 */
export function activeResult(steps: Steps, straight: number): ActiveResult {
  return { left: challenge(steps, straight, 'left'), right: challenge(steps, straight, 'right') };
}

function challenge(steps: Steps, straight: number, side: 'left' | 'right'): boolean {
  const views = steps
    .slice(0, straight)
    .flatMap(({ face }, index) => (face ? [{ ...face, time: index }] : []));
  const good = goodViews(views);
  if (good.length === 0) return false;
  const run = startChallenge(side, good, EPOCH + (straight - 1) * STEP_MS);
  for (let index = straight; index < steps.length; index += 1) {
    const outcome = run.update(steps[index]?.face ?? null, EPOCH + index * STEP_MS);
    if (outcome !== 'open') return outcome === 'passed';
  }
  return false;
}

export async function analyseAll(analyser: FaceAnalyser, frames: readonly Uint8Array[]): Promise<Steps> {
  const steps: FaceAnalysis[] = [];
  for (const frame of frames) steps.push(await analyser.analyse(frame));
  return steps;
}

/** Forth and back again without a jump: a clip as long as it is needed. */
export function pingPong<T>(items: readonly T[], index: number): T {
  const period = Math.max(1, 2 * items.length - 2);
  const at = index % period;
  return items[at < items.length ? at : period - at] as T;
}
