/** How dear it is to take a detection for a track, and what a view is worth. */
import { areaOf, centreOf, grow, iou } from '../box.js';
import { coverOf } from '../nms.js';
import type { Box, Detection } from '../types.js';
import type { Naming } from './naming.js';
import { predictedBox, type Track, votedClass } from './track.js';

/** How far boxes are grown before they are compared, as a share of their size. */
const BUFFER = 0.35;
/** … and how much more for each second that a track was not seen. */
const BUFFER_PER_S = 0.5;
const MAX_BUFFER = 1.2;
/** A class that disagrees with the track's costs this much: such a match is made when nothing better offers. */
const OTHER_CLASS_COST = 0.25;
/** Another class costs less where classes do not say what an object is. */
const VAGUE_CLASS_COST = 0.1;
/** A track that is no item yet costs this much more: a part of an item must not take the item's place. */
const TENTATIVE_COST = 0.1;
/** A view that a better one of its class covers by more than this may be a part of the same item. */
const DOUBTFUL_COVER = 0.4;
/** … and so may one of another class, which is nearly all within it and much less sure: a corner of a box taken for a bottle. */
const OTHER_CLASS_COVER = 0.7;
const OTHER_CLASS_MARGIN = 0.1;
/** After so many sure views as no more than a package, something is not about to turn out as a product. */
const PACKAGE_VIEWS = 3;
/** How far a hand may snatch an item from one frame to the next, in its own sizes. */
const LEAP_SIZES = 2.5;
/** How fast a hand may carry an item that nobody sees, in its own sizes a second. */
const HIDDEN_SPEED_SIZES = 3;

/** One minus the overlap of the grown boxes, dearer when the class disagrees or the track is no item yet. */
export function costOf(
  track: Track,
  detection: Detection,
  strong: boolean,
  now: number,
  otherClassMs: number,
  naming: Naming,
): number {
  const lostSeconds = (now - track.seenAt) / 1000;
  const buffer = Math.min(MAX_BUFFER, BUFFER + BUFFER_PER_S * lostSeconds);
  const expected: Box = predictedBox(track, now);
  const overlap = iou(grow(expected, buffer), grow(detection.box, buffer));
  const voted = votedClass(track).classId;
  const sameClass = voted === detection.classId;
  const tentative = track.confirmed ? 0 : TENTATIVE_COST;
  if (naming.isOn) {
    if (strong && !sameClass && isJustAPackage(track, voted, naming)) return Number.POSITIVE_INFINITY;
    const isVague = track.name !== null || [voted, detection.classId].includes(naming.packageClass);
    // Nobody knows yet whether what appears there is that item: its looks will tell.
    if (isVague && track.confirmed && lostSeconds * 1000 > otherClassMs) return Number.POSITIVE_INFINITY;
    if (isVague || (naming.startScore < 1 && !track.confirmed))
      return 1 - overlap + (sameClass ? 0 : VAGUE_CLASS_COST) + tentative;
  }
  // A weak guess of another class says nothing of this item: it is as likely the arm before it.
  if (!sameClass && !strong) return Number.POSITIVE_INFINITY;
  if (!sameClass && track.confirmed && lostSeconds * 1000 > otherClassMs) return Number.POSITIVE_INFINITY;
  const otherClass = sameClass ? 0 : OTHER_CLASS_COST;
  return 1 - overlap + otherClass + tentative;
}

/** A package that is not sold, in a wall's picture perhaps: a product that comes before it is another object. */
function isJustAPackage({ name, strongViews }: Track, voted: number, { packageClass }: Naming): boolean {
  return name === null && voted === packageClass && (strongViews.get(packageClass) ?? 0) >= PACKAGE_VIEWS;
}

/** Share of the longest way that a hand may have carried it since it was seen a moment ago; the boxes need not meet. */
export function leapCost(track: Track, { classId, box }: Detection, mayLeap: boolean): number {
  if (!mayLeap || votedClass(track).classId !== classId) return Number.POSITIVE_INFINITY;
  const [x, y] = centreOf(box);
  const size = Math.sqrt(Math.max(areaOf(box), track.width * track.height));
  return Math.hypot(x - track.x.position, y - track.y.position) / (LEAP_SIZES * size);
}

/** Whether a view surely shows an item of its own. */
export function isClear(detection: Detection, others: readonly Detection[]): boolean {
  return !others.some((better) => {
    if (better === detection) return false;
    const cover = coverOf(better, detection);
    return better.classId === detection.classId
      ? better.score >= detection.score && cover > DOUBTFUL_COVER
      : better.score >= detection.score + OTHER_CLASS_MARGIN && cover > OTHER_CLASS_COVER;
  });
}

/** Whether a hand could have carried the hidden item to where the new track began, in `gap` ms. */
export function isWithinReach(old: Track, track: Track, gap: number): boolean {
  const size = Math.max(old.width, old.height);
  const distance = Math.hypot(track.bornX - old.x.position, track.bornY - old.y.position);
  return distance <= size * (1.5 + (HIDDEN_SPEED_SIZES * gap) / 1000);
}
