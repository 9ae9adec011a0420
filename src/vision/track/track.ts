/** One object followed from frame to frame. Tracks are values: every step returns a new one. */
import { centreOf } from '../box.js';
import type { Box, Detection, ImageSize } from '../types.js';
import { type AxisState, correctAxis, predictAxis, startAxis } from './axis-filter.js';

export interface Track {
  readonly id: number;
  readonly x: AxisState;
  readonly y: AxisState;
  readonly width: number;
  readonly height: number;
  /** Sum of scores by class: the object is what most of its views say. */
  readonly votes: ReadonlyMap<number, number>;
  /** How often it was seen at or above the store's threshold, by class. */
  readonly strongViews: ReadonlyMap<number, number>;
  /** How often it was seen, surely or not. */
  readonly views: number;
  /** When and where it was first seen, ms and pixels. */
  readonly bornAt: number;
  readonly bornX: number;
  readonly bornY: number;
  /** Whether its first view touched the image's edge. */
  readonly bornAtEdge: boolean;
  readonly seenAt: number;
  /** Whether it is established as a physical item. */
  readonly confirmed: boolean;
  /** Since when the picture was empty but for what is seen, while it was not seen itself, ms; null: it was not. */
  readonly emptyFrom: number | null;
  /** Whether that was so for long enough: it is not hidden, it was taken away. */
  readonly isTaken: boolean;
  /** What it is by its looks; null where its class says that, or nothing yet. */
  readonly name: number | null;
}

/** Beyond this a lost object is expected where it was last foreseen, not ever further along its way. */
const MAX_PREDICTION_S = 0.4;
/** How much of a new width or height is believed at once; detectors' sizes jitter more than their centres. */
const SIZE_GAIN = 0.5;
/** An object is leaving when its box reaches this close to the image's edge, as a share of the image. */
const EDGE_SHARE = 0.02;
/** … and it moves outward at least this fast, in its own sizes a second. */
const LEAVING_SPEED_SIZES = 0.5;
/** The picture is empty for so long, ms, in two frames at least, before what vanished counts as taken away. */
const EMPTY_MS = 150;
/** An object has come in over the edge when it is so far from where it was first seen there, in its own sizes. */
const ENTERED_SIZES = 0.5;

export function startTrack(
  id: number,
  detection: Detection,
  strong: boolean,
  time: number,
  image: ImageSize,
): Track {
  const [x, y] = centreOf(detection.box);
  const width = detection.box[2] - detection.box[0];
  const height = detection.box[3] - detection.box[1];
  const { classId, score } = detection;
  return {
    id,
    x: startAxis(x, width),
    y: startAxis(y, height),
    width,
    height,
    votes: new Map([[classId, score]]),
    strongViews: new Map(strong ? [[classId, 1]] : []),
    views: 1,
    bornAt: time,
    bornX: x,
    bornY: y,
    bornAtEdge: touchesEdge(detection.box, image),
    seenAt: time,
    confirmed: false,
    emptyFrom: null,
    isTaken: false,
    name: null,
  };
}

/** Where the track is expected at `time`. */
export function predictedBox(track: Track, time: number): Box {
  const seconds = Math.min(MAX_PREDICTION_S, (time - track.seenAt) / 1000);
  const x = track.x.position + track.x.velocity * seconds;
  const y = track.y.position + track.y.velocity * seconds;
  return [x - track.width / 2, y - track.height / 2, x + track.width / 2, y + track.height / 2];
}

/** The track after it was seen once more. */
export function seeTrack(track: Track, detection: Detection, strong: boolean, time: number): Track {
  const [cx, cy] = centreOf(detection.box);
  const seconds = Math.max(0, (time - track.seenAt) / 1000);
  const x = correctAxis(predictAxis(track.x, seconds, track.width), cx, track.width);
  const y = correctAxis(predictAxis(track.y, seconds, track.height), cy, track.height);
  const { classId, score, box } = detection;
  return {
    ...track,
    x,
    y,
    width: track.width + SIZE_GAIN * (box[2] - box[0] - track.width),
    height: track.height + SIZE_GAIN * (box[3] - box[1] - track.height),
    votes: add(track.votes, classId, score),
    strongViews: strong ? add(track.strongViews, classId, 1) : track.strongViews,
    views: track.views + 1,
    seenAt: time,
    emptyFrom: null,
    isTaken: false,
  };
}

/** The track after a picture in which it was not seen. @param isEmpty whether nothing is left where it could be hidden */
export function missTrack(track: Track, isEmpty: boolean, time: number): Track {
  if (track.isTaken) return track;
  if (!isEmpty) return { ...track, emptyFrom: null };
  const emptyFrom = track.emptyFrom ?? time;
  return { ...track, emptyFrom, isTaken: time - emptyFrom >= EMPTY_MS };
}

function add(counts: ReadonlyMap<number, number>, key: number, amount: number): Map<number, number> {
  return new Map(counts).set(key, (counts.get(key) ?? 0) + amount);
}

/** The class most of its views say, and that class's share of all votes, 0 … 1. */
export function votedClass(track: Track): { readonly classId: number; readonly share: number } {
  let total = 0;
  let best: readonly [number, number] = [0, Number.NEGATIVE_INFINITY];
  for (const entry of track.votes) {
    total += entry[1];
    if (entry[1] > best[1]) best = entry;
  }
  return { classId: best[0], share: best[1] / total };
}

/** Whether a box reaches the image's edge, or as good as. */
function touchesEdge([x1, y1, x2, y2]: Box, { width, height }: ImageSize): boolean {
  const dx = width * EDGE_SHARE;
  const dy = height * EDGE_SHARE;
  return x1 < dx || y1 < dy || x2 > width - dx || y2 > height - dy;
}

/** Whether it came in over the edge, to where it is now. */
export function hasEntered({ bornAtEdge, bornX, bornY, x, y, width, height }: Track): boolean {
  const way = Math.hypot(x.position - bornX, y.position - bornY);
  return bornAtEdge && way >= ENTERED_SIZES * Math.min(width, height);
}

/** Where it was last seen. */
export function placeOf({ x, y, width, height }: Track): Box {
  return [x.position - width / 2, y.position - height / 2, x.position + width / 2, y.position + height / 2];
}

/** Whether it was last seen away from the edge. */
export function isInside(track: Track, image: ImageSize): boolean {
  return !touchesEdge(placeOf(track), image);
}

/** What it is, by its looks or else by its class. */
export function kindOf(track: Track): number {
  return track.name ?? votedClass(track).classId;
}

/** Whether it was on its way out of the picture when it was last seen, rather than hidden inside it. */
export function isLeaving(track: Track, image: ImageSize): boolean {
  const halfWidth = track.width / 2;
  const halfHeight = track.height / 2;
  const slowX = track.width * LEAVING_SPEED_SIZES;
  const slowY = track.height * LEAVING_SPEED_SIZES;
  const { position: x, velocity: vx } = track.x;
  const { position: y, velocity: vy } = track.y;
  const ahead = MAX_PREDICTION_S / 2;
  return (
    (vx < -slowX && x + vx * ahead - halfWidth < image.width * EDGE_SHARE) ||
    (vx > slowX && x + vx * ahead + halfWidth > image.width * (1 - EDGE_SHARE)) ||
    (vy < -slowY && y + vy * ahead - halfHeight < image.height * EDGE_SHARE) ||
    (vy > slowY && y + vy * ahead + halfHeight > image.height * (1 - EDGE_SHARE))
  );
}
