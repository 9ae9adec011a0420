/**
 * Passive liveness: has this face moved as a head does, and not as a flat picture of one?
 *
 * Two measures over the views of one person. A head turns a little all the time, and the mesh shows it as yaw and pitch;
 * a photo that is tilted hardly changes either. And what a turn of a head does to the points of a face, no plane can do:
 * the best homography between two views leaves something over.
 */
import type { Point } from '../geometry.js';
import { planeResidual } from './homography.js';

/** What passive liveness needs of a view. */
export interface LivenessView {
  /** ms. */
  readonly time: number;
  readonly pose: { readonly yaw: number; readonly pitch: number };
  /** x, y, z of 468 points, pixels. */
  readonly mesh: Float32Array;
}

export interface LivenessEvidence {
  /** Largest change of yaw between two views, degrees. */
  readonly yawRange: number;
  readonly pitchRange: number;
  /** The largest part of a motion that no plane explains, as a share of the distance between the eyes. */
  readonly relief: number;
}

/** Outline, bridge and tip of the nose, cheeks, chin, forehead: what does not move when one speaks or blinks. */
const RIGID = [
  10, 67, 103, 109, 297, 332, 338, 151, 9, 8, 168, 6, 197, 195, 5, 4, 1, 19, 94, 127, 234, 93, 132, 356, 454,
  323, 361, 50, 280, 117, 346, 123, 352, 187, 411, 33, 133, 362, 263, 98, 327,
];
const [LEFT_EYE, RIGHT_EYE] = [33, 263];

export function livenessEvidence(views: readonly LivenessView[]): LivenessEvidence {
  const yaws = views.map(({ pose }) => pose.yaw);
  const pitches = views.map(({ pose }) => pose.pitch);
  let relief = 0;
  views.forEach((later, index) => {
    for (const earlier of views.slice(0, index)) relief = Math.max(relief, reliefBetween(earlier, later));
  });
  return { yawRange: rangeOf(yaws), pitchRange: rangeOf(pitches), relief };
}

const rangeOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);

function reliefBetween(a: LivenessView, b: LivenessView): number {
  return planeResidual(faceUnits(a), faceUnits(b));
}

/** The rigid points in units of the eyes' distance, seen from between the eyes. */
function faceUnits({ mesh }: LivenessView): readonly Point[] {
  const point = (index: number): Point => [mesh[index * 3] as number, mesh[index * 3 + 1] as number];
  const [left, right] = [point(LEFT_EYE), point(RIGHT_EYE)];
  const unit = Math.hypot(right[0] - left[0], right[1] - left[1]) || 1;
  const [x, y] = [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2];
  return RIGID.map((index) => {
    const [px, py] = point(index);
    return [(px - x) / unit, (py - y) / unit];
  });
}

/**
 * Relief from which a face counts as alive. Photos on paper, on a phone and bent, held still and tilted by up to 20°,
 * stayed below it over six views; docs/faces.md has the tables.
 */
const LIVE_RELIEF = 0.06;
/**
 * So much must be left when the views are cut in two at any place: two photos shown one after the other differ much,
 * but neither moves by itself.
 */
const STEADY_RELIEF = 0.025;
/** Views that count, newest: three seconds' worth. */
const LIVENESS_VIEWS = 6;

/** True when the face moved as no flat picture does; false says nothing: a person may just stand still. */
export function hasMovedAlive(views: readonly LivenessView[]): boolean {
  const newest = views.slice(-LIVENESS_VIEWS);
  if (livenessEvidence(newest).relief < LIVE_RELIEF) return false;
  return newest.every((_, cut) => {
    const parts = [newest.slice(0, cut), newest.slice(cut)];
    return parts.some((part) => livenessEvidence(part).relief >= STEADY_RELIEF);
  });
}
