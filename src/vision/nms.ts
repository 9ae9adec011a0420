import { iou } from './box.js';
import type { Detection } from './types.js';

export interface SuppressionOptions {
  /** Detections that overlap a better one by more than this are dropped, 0 … 1. */
  readonly maxIou: number;
  /** How many of the best are kept at the most. */
  readonly maxDetections?: number;
  /**
   * Whether only detections of the same class compete. Across classes, one physical item that two classes claim
   * stays one: a label seen from its side is easily claimed twice.
   */
  readonly perClass: boolean;
}

/** Greedy non-maximum suppression; best score first. */
export function nonMaximumSuppression(
  detections: readonly Detection[],
  { maxIou, maxDetections = Number.POSITIVE_INFINITY, perClass }: SuppressionOptions,
): Detection[] {
  const kept: Detection[] = [];
  for (const candidate of [...detections].sort((a, b) => b.score - a.score)) {
    if (kept.length >= maxDetections) break;
    const repeated = kept.some(
      (other) => (!perClass || other.classId === candidate.classId) && iou(other.box, candidate.box) > maxIou,
    );
    if (!repeated) kept.push(candidate);
  }
  return kept;
}
