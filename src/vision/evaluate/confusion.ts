/** What a shop would have taken each product for, at its own threshold. */
import { iou } from '../box.js';
import type { Detection } from '../types.js';
import type { Judged, Truth } from './average-precision.js';

/** A truth and a detection that overlap by more than half are of one object. */
const SAME_OBJECT = 0.5;

/** One object: a truth taken for a class, a truth that was missed (`found` null), or a detection of nothing. */
export interface Judgement {
  readonly truth: Truth | null;
  readonly found: Detection | null;
}

/** @param confidence detections below it are not seen, 0 … 1 */
export function judgementsOf({ truths, found }: Judged, confidence: number): readonly Judgement[] {
  const sure = found.filter(({ score }) => score >= confidence);
  const pairs = truths
    .flatMap((truth) =>
      sure.map((detection) => ({ truth, found: detection, overlap: iou(truth.box, detection.box) })),
    )
    .filter(({ overlap }) => overlap >= SAME_OBJECT)
    // Right ones first: one object found twice under two names is one right and one false find.
    .sort((a, b) => Number(isRight(b)) - Number(isRight(a)) || b.overlap - a.overlap);
  const matched = new Set<Truth | Detection>();
  const judgements: Judgement[] = [];
  for (const pair of pairs) {
    if (matched.has(pair.truth) || matched.has(pair.found)) continue;
    matched.add(pair.truth).add(pair.found);
    judgements.push({ truth: pair.truth, found: pair.found });
  }
  return [
    ...judgements,
    ...truths.filter((truth) => !matched.has(truth)).map((truth) => ({ truth, found: null })),
    ...sure
      .filter((detection) => !matched.has(detection))
      .map((detection) => ({ truth: null, found: detection })),
  ];
}

export function isRight({ truth, found }: Judgement): boolean {
  return truth !== null && found !== null && truth.classId === found.classId;
}
