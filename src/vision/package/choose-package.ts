/** Which package a teaching picture is about. */
import { areaOf, centreOf, iou } from '../box.js';
import { coverOf } from '../nms.js';
import type { Box, Detection, ImageSize } from '../types.js';

export interface ChosenPackage {
  readonly box: Box;
  /** `given` by the owner; `found` by the localiser; `middle`: nothing was found, so the picture's middle is taken. */
  readonly how: 'given' | 'found' | 'middle';
  /** Of the localiser, 0 … 1; 0 where it was not asked. */
  readonly score: number;
  /** The localiser's class, or null where it was not asked. */
  readonly classId: number | null;
  /** Another package is nearly as large and as central: it may be the one that was meant. */
  readonly isDoubtful: boolean;
}

/** Score from which a box of whatever class is taken for a package: the owner holds one up, so it may be low. */
export const TEACHING_SCORE = 0.2;
/** Two boxes that overlap by more than this are of one package, whatever their classes. */
const SAME_PACKAGE_IOU = 0.5;
const SAME_PACKAGE_COVER = 0.7;
/** A rival so near in size and place makes the choice doubtful. */
const RIVAL_SHARE = 0.6;
/** Where nothing is found, this share of the picture's shorter side. */
const MIDDLE_SHARE = 0.8;

/** @param detections of any class, best first */
export function choosePackage(detections: readonly Detection[], size: ImageSize): ChosenPackage {
  const packages: Detection[] = [];
  for (const detection of detections)
    if (detection.score >= TEACHING_SCORE && !packages.some((better) => isSame(better, detection)))
      packages.push(detection);
  const [best, rival] = packages
    .map((detection) => ({ detection, weight: weightOf(detection, size) }))
    .sort((a, b) => b.weight - a.weight);
  if (!best) return { box: middleOf(size), how: 'middle', score: 0, classId: null, isDoubtful: false };
  const { box, score, classId } = best.detection;
  const isDoubtful = rival !== undefined && rival.weight > RIVAL_SHARE * best.weight;
  return { box, how: 'found', score, classId, isDoubtful };
}

function isSame(a: Detection, b: Detection): boolean {
  return iou(a.box, b.box) > SAME_PACKAGE_IOU || coverOf(a, b) > SAME_PACKAGE_COVER;
}

/** The owner holds the product in the middle, near the camera. */
function weightOf({ box, score }: Detection, { width, height }: ImageSize): number {
  const [x, y] = centreOf(box);
  const off = Math.hypot(x - width / 2, y - height / 2) / Math.hypot(width / 2, height / 2);
  return areaOf(box) * (1 - off) * Math.sqrt(score);
}

function middleOf({ width, height }: ImageSize): Box {
  const half = (Math.min(width, height) * MIDDLE_SHARE) / 2;
  return [width / 2 - half, height / 2 - half, width / 2 + half, height / 2 + half];
}
