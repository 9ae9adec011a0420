/**
 * From tracks to what lies on a tray: the items that were put down and not taken away yet.
 *
 * An item counts once it has lain still for a moment. While nobody sees it, it goes on counting for as long as something
 * known lies over its place, and otherwise for the time that a hand may be in the way; what was seen moving off is
 * believed to be gone sooner. What comes back to the place of an item of its class is that item. A frame that was never
 * looked at proves nothing: only frames that came make an item go.
 */
import { areaOf, centreOf, intersection, iou } from '../box.js';
import type { Box } from '../types.js';
import type { Item, TrackedDetection, TrackerUpdate } from './tracker.js';

export interface TrayOptions {
  /** How long an item must lie still before it counts, ms, … */
  readonly restMs: number;
  /** … and in how many views. */
  readonly restViews: number;
  /** How long an item may be out of sight where it lay, as behind a hand, ms. */
  readonly hiddenMs: number;
  /** … when it was seen moving off before. */
  readonly carriedMs: number;
  /** Frames that must show it missing, so that a slow camera takes nothing away at a glance. */
  readonly missingFrames: number;
}

export const TRAY_DEFAULTS: TrayOptions = {
  restMs: 600,
  restViews: 3,
  hiddenMs: 2_500,
  carriedMs: 1_000,
  missingFrames: 4,
};

/** An item on the tray; `trackId` is the track that shows it or did last. */
export interface TrayItem extends Item {
  /** The same for the same item for as long as it counts, 1 and up. */
  readonly number: number;
  readonly firstTrackId: number;
}

export interface Tray {
  /**
   * @param seen what the tracker made of a frame
   * @param time of the frame, ms, by the tracker's clock
   * @returns what lies there
   */
  update(seen: TrackerUpdate, time: number): readonly TrayItem[];
  /** After a pause the tracker is a new one: only their places tell which items are still the same. */
  loseTracks(): void;
}

/** One item and where it is. Places are values: every step returns new ones. */
interface Place {
  readonly item: TrayItem;
  /** Which track shows it; null when that track is lost. */
  readonly trackId: number | null;
  /** Where it came to rest, or was seen last while it moves; since when and how often it was seen there. */
  readonly anchor: Box;
  readonly stillSince: number;
  readonly stillViews: number;
  readonly counts: boolean;
  /** Another class that its views say now, since when and how often. */
  readonly rival: { readonly classId: number; readonly since: number; readonly views: number } | null;
  readonly missingMs: number;
  readonly missingFrames: number;
  /** When it was last seen, or hidden by something known. */
  readonly knownAt: number;
}

/** An item lies still while its middle stays within this share of its smaller side. */
const STILL_SHARE = 0.25;
/** What is seen of an item is a part of it, left over by a hand, when this share of it lies where the item lay. */
const PART_COVER = 0.85;
/** A thing over this share of an item's place may hide it, … */
const HIDING_COVER = 0.5;
/** … unless it stands so exactly there that it has taken the item's place. */
const REPLACING_IOU = 0.6;
/** What appears over a lost item's place by this much, and is of its class, is that item. */
const SAME_PLACE_IOU = 0.3;
/** How long the place of an item that is gone is remembered, in case it was only hidden for long, ms. */
const REMEMBERED_MS = 10_000;

/** The tray of one camera's session. Holds its places between updates. */
export function createTray(options: TrayOptions = TRAY_DEFAULTS): Tray {
  let places: readonly Place[] = [];
  let nextNumber = 1;
  let last: number | null = null;

  /** The place of a track, or the one whose own track is lost and that it takes up again. */
  function placeOf(
    { box }: TrackedDetection,
    item: Item,
    tracks: ReadonlySet<number | null>,
    shown: ReadonlyMap<number, Place>,
  ): Place | null {
    const own = places.find(({ trackId }) => trackId === item.trackId);
    if (own) return own;
    const lost = places.filter(
      (place) =>
        (place.trackId === null || !tracks.has(place.trackId)) &&
        !shown.has(place.item.number) &&
        place.item.classId === item.classId,
    );
    return mostOver(box, lost);
  }

  function see(place: Place | null, { box }: TrackedDetection, item: Item, time: number): Place {
    const fresh = { trackId: item.trackId, missingMs: 0, missingFrames: 0, knownAt: time };
    if (!place) {
      const still = { anchor: box, stillSince: time, stillViews: 1 };
      nextNumber += 1;
      const own = { ...item, number: nextNumber - 1, firstTrackId: item.trackId };
      return { item: own, counts: false, rival: null, ...still, ...fresh };
    }
    const still = isWhereItLay(place, box, lay(place))
      ? { anchor: place.anchor, stillSince: place.stillSince, stillViews: place.stillViews + 1 }
      : { anchor: box, stillSince: time, stillViews: 1 };
    const rests = time - still.stillSince >= options.restMs && still.stillViews >= options.restViews;
    return settleClass({ ...place, ...still, ...fresh, counts: place.counts || rests }, item, time);
  }

  /** What it counts as changes only when its views have said so for as long as a new item takes. */
  function settleClass(place: Place, item: Item, time: number): Place {
    const renamed: Place = { ...place, item: { ...place.item, ...item }, rival: null };
    if (!place.counts || item.classId === place.item.classId) return renamed;
    const known = place.rival?.classId === item.classId ? place.rival : null;
    const rival = { classId: item.classId, since: known?.since ?? time, views: (known?.views ?? 0) + 1 };
    const isSure = time - rival.since >= options.restMs && rival.views >= options.restViews;
    return isSure ? renamed : { ...place, item: { ...place.item, trackId: item.trackId }, rival };
  }

  function miss(place: Place, others: readonly TrackedDetection[], step: number, time: number): Place {
    // What was seen moving off hides behind nothing: its last place is one on its way.
    const isThere =
      place.counts &&
      others.some((other) => showsIt(place, other) || (lay(place) && mayHideIt(place, other)));
    if (isThere) return { ...place, knownAt: time };
    return { ...place, missingMs: place.missingMs + step, missingFrames: place.missingFrames + 1 };
  }

  /** Whether it was not moving when it was last seen. */
  function lay({ stillViews, stillSince, knownAt }: Place): boolean {
    return stillViews >= options.restViews && knownAt - stillSince >= options.restMs;
  }

  function isGone(place: Place): boolean {
    const patience = lay(place) ? options.hiddenMs : options.carriedMs;
    return place.missingMs >= patience && place.missingFrames >= options.missingFrames;
  }

  return {
    update(seen, time) {
      const step = last === null ? 0 : Math.max(0, time - last);
      last = time;
      const items = new Map(seen.present.map((item) => [item.trackId, item]));
      const tracks = new Set(seen.detections.map(({ trackId }) => trackId));
      const shown = new Map<number, Place>();
      for (const detection of seen.detections) {
        const item = detection.trackId === null ? undefined : items.get(detection.trackId);
        if (!item) continue;
        const place = placeOf(detection, item, tracks, shown);
        const now = see(place, detection, item, time);
        shown.set(now.item.number, now);
      }
      const missed = places
        .filter(({ item }) => !shown.has(item.number))
        .map((place) => miss(place, seen.detections, step, time))
        .filter((place) => (place.counts ? time - place.knownAt <= REMEMBERED_MS : !isGone(place)));
      places = [...shown.values(), ...missed];
      return places.filter((place) => place.counts && !isGone(place)).map(({ item }) => item);
    },
    loseTracks() {
      places = places.map((place) => ({ ...place, trackId: null }));
    },
  };
}

/** Whether it was not moved: a hand over one half of what lay there moves the middle of what is left, too. */
function isWhereItLay({ anchor }: Place, box: Box, lay: boolean): boolean {
  const [ax, ay] = centreOf(anchor);
  const [x, y] = centreOf(box);
  const side = Math.min(anchor[2] - anchor[0], anchor[3] - anchor[1]);
  if (Math.hypot(x - ax, y - ay) <= STILL_SHARE * side) return true;
  return lay && intersection(anchor, box) / Math.max(1, areaOf(box)) >= PART_COVER;
}

/** Whether it is seen again, under a track that is no item yet, or weakly and under none. */
function showsIt({ item, anchor }: Place, { classId, confirmed, box }: TrackedDetection): boolean {
  return !confirmed && classId === item.classId && iou(box, anchor) >= SAME_PLACE_IOU;
}

/** Whether something that is known to be there lies over the place. A weak guess that is no track proves nothing. */
function mayHideIt({ anchor }: Place, { trackId, box }: TrackedDetection): boolean {
  const cover = intersection(box, anchor) / Math.max(1, areaOf(anchor));
  return trackId !== null && cover >= HIDING_COVER && iou(box, anchor) < REPLACING_IOU;
}

function mostOver(box: Box, places: readonly Place[]): Place | null {
  let best: Place | null = null;
  let most = SAME_PLACE_IOU;
  for (const place of places) {
    const overlap = iou(place.anchor, box);
    if (overlap >= most) [best, most] = [place, overlap];
  }
  return best;
}
