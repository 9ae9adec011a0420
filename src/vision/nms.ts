import { areaOf, intersection, iou } from './box.js';
import type { Detection } from './types.js';

/**
 * Greedy suppression: goes from the best score down and drops what repeats something better.
 * @param repeats whether the second, worse detection is of the same object as the first
 * @returns best score first
 */
function suppress(
  detections: readonly Detection[],
  repeats: (better: Detection, worse: Detection) => boolean,
  maxDetections = Number.POSITIVE_INFINITY,
): Detection[] {
  const kept: Detection[] = [];
  for (const candidate of [...detections].sort((a, b) => b.score - a.score)) {
    if (kept.length >= maxDetections) break;
    if (!kept.some((better) => repeats(better, candidate))) kept.push(candidate);
  }
  return kept;
}

/** Non-maximum suppression within each class. `maxIou` is the overlap from which two boxes are one, 0 … 1. */
export function nonMaximumSuppression(
  detections: readonly Detection[],
  maxIou: number,
  maxDetections: number,
): Detection[] {
  return suppress(detections, (a, b) => a.classId === b.classId && iou(a.box, b.box) > maxIou, maxDetections);
}

/** Two classes that overlap by more than this claim one object: a label seen from its side is easily claimed twice. */
const OTHER_CLASS_MAX_IOU = 0.6;
/** A box of the same class that lies in a better one by more than this share of the smaller is a part of it. */
const SAME_CLASS_MAX_COVER = 0.65;

/** How much of the smaller of two boxes the other covers, 0 … 1. */
export function coverOf(a: Detection, b: Detection): number {
  return intersection(a.box, b.box) / Math.max(1e-9, Math.min(areaOf(a.box), areaOf(b.box)));
}

/**
 * One detection for each physical object, for counting.
 * @param vagueClass a class that any object may be given, or null
 */
export function onePerObject(
  detections: readonly Detection[],
  vagueClass: number | null = null,
): Detection[] {
  return suppress(detections, (a, b) => {
    const isVague = a.classId === vagueClass || b.classId === vagueClass;
    if (a.classId !== b.classId && !isVague) return iou(a.box, b.box) > OTHER_CLASS_MAX_IOU;
    return coverOf(a, b) > SAME_CLASS_MAX_COVER;
  });
}
