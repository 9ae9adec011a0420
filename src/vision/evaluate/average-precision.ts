/**
 * Average precision as COCO defines it (cocoeval of pycocotools): detections from the surest down, each takes the free truth
 * it overlaps most; precision made falling and read at 101 recalls. (Ultralytics prints nearly the same; it joins the curve by
 * straight lines before it reads it.)
 */
import { iou } from '../box.js';
import type { Box, Detection } from '../types.js';

export interface Truth {
  readonly classId: number;
  readonly box: Box;
}

/** One picture: what is in it and what was found, by the same class numbers; boxes in pixels. */
export interface Judged {
  readonly truths: readonly Truth[];
  readonly found: readonly Detection[];
}

/** Overlaps 0.50, 0.55 … 0.95, over which mAP50-95 is the mean. */
export const OVERLAPS: readonly number[] = Array.from({ length: 10 }, (_, step) => (50 + 5 * step) / 100);
const RECALLS = Array.from({ length: 101 }, (_, step) => step / 100);

/**
 * @returns one for each of `OVERLAPS`, 0 … 1; null when no picture holds the class
 */
export function averagePrecisions(pictures: readonly Judged[], classId: number): readonly number[] | null {
  const ofClass = pictures.map(({ truths, found }) => ({
    truths: truths.filter((truth) => truth.classId === classId),
    found: found.filter((detection) => detection.classId === classId).sort((a, b) => b.score - a.score),
  }));
  const total = ofClass.reduce((sum, { truths }) => sum + truths.length, 0);
  if (total === 0) return null;
  return OVERLAPS.map((overlap) => {
    const hits = ofClass.flatMap(({ truths, found }) => match(truths, found, overlap));
    return areaUnder(
      hits.sort((a, b) => b.score - a.score),
      total,
    );
  });
}

interface Hit {
  readonly score: number;
  readonly isTrue: boolean;
}

function match(truths: readonly Truth[], found: readonly Detection[], overlap: number): readonly Hit[] {
  const taken = new Set<Truth>();
  return found.map(({ box, score }) => {
    let best = overlap;
    let chosen: Truth | null = null;
    for (const truth of truths) {
      if (taken.has(truth)) continue;
      const shared = iou(truth.box, box);
      if (shared < best) continue;
      best = shared;
      chosen = truth;
    }
    if (chosen) taken.add(chosen);
    return { score, isTrue: chosen !== null };
  });
}

/** @param hits surest first @param total how many truths there are */
function areaUnder(hits: readonly Hit[], total: number): number {
  let right = 0;
  const curve = hits.map(({ isTrue }, index) => {
    if (isTrue) right += 1;
    return { recall: right / total, precision: right / (index + 1) };
  });
  let best = 0;
  const falling = curve.map(({ precision }) => precision);
  for (let index = falling.length - 1; index >= 0; index -= 1) {
    best = Math.max(best, falling[index] as number);
    falling[index] = best;
  }
  let at = 0;
  const read = RECALLS.map((recall) => {
    while (at < curve.length && (curve[at]?.recall ?? 0) < recall) at += 1;
    return falling[at] ?? 0;
  });
  return read.reduce((sum, value) => sum + value, 0) / RECALLS.length;
}
