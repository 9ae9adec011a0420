/**
 * The head-turn challenge: a flat picture that is turned shows hardly any turn of the face in it.
 *
 * What counts is the change from this customer's own straight look, because a print of a half profile reads a constant
 * 29 to 38°. A video of the same person turning to the asked side is not stopped by it.
 */
import type { TurnSide } from '../../../protocol/index.js';
import { average, cosine, type Embedding } from '../embedder.js';
import type { FaceView } from '../face-analyser.js';

export interface Challenge {
  readonly side: TurnSide;
  /** When it ends unanswered, ms of the caller's clock. */
  readonly expiresAt: number;
  /** How far the turn has come, 0 … 1. */
  readonly progress: number;
  /** @param face null when no face, or several, were seen. */
  update(face: FaceView | null, time: number): 'open' | 'passed' | 'failed';
}

export const CHALLENGE_MS = 10_000;
/** Degrees the face must turn from its own straight look; a flat photo reaches 5. */
const TURN = 20;
/** Degrees to the wrong side that fail: showing both sides in turn would be guessing. */
const WRONG_TURN = 18;
/** Likeness to the straight look below which it is somebody else; the second value for turned faces. */
const SAME_PERSON = { straight: 0.35, turned: 0.2 } as const;
/** The face may be lost for so long, ms. */
const MAX_GAP_MS = 2_500;

/**
 * @param side as the customer feels it; drawn at random by the caller
 * @param straight good views of the customer looking into the camera, one or more
 */
export function startChallenge(
  side: TurnSide,
  straight: readonly Pick<FaceView, 'pose' | 'embedding'>[],
  now: number,
): Challenge {
  const known: Embedding = average(straight.map(({ embedding }) => embedding));
  const yaws = straight.map(({ pose }) => pose.yaw).sort((a, b) => a - b);
  const middle = yaws[yaws.length >> 1] ?? 0;
  // The customer's left is the picture's right, where yaw is positive.
  const sign = side === 'left' ? 1 : -1;
  const expiresAt = now + CHALLENGE_MS;
  let progress = 0;
  let seenAt = now;
  return {
    side,
    expiresAt,
    get progress() {
      return progress;
    },
    update(face, time) {
      if (time > expiresAt || time - seenAt > MAX_GAP_MS) return 'failed';
      if (!face) return 'open';
      seenAt = time;
      const turned = (face.pose.yaw - middle) * sign;
      const likeness = cosine(known, face.embedding);
      if (likeness < (Math.abs(turned) > TURN / 2 ? SAME_PERSON.turned : SAME_PERSON.straight))
        return 'failed';
      if (turned < -WRONG_TURN) return 'failed';
      progress = Math.min(1, Math.max(0, turned / TURN));
      return turned >= TURN ? 'passed' : 'open';
    },
  };
}
