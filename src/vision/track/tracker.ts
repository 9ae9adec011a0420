/**
 * From detections to physical items: each item is counted once, however long it stays in view.
 *
 * Two-stage association as in ByteTrack (Zhang et al. 2022): sure detections are matched first, then weak ones keep
 * known tracks alive. Boxes are compared grown ("buffered IoU", Yang et al. 2023), because at 5 frames a second a
 * hand moves an item further than its own width. A track becomes an item after several sure views that agree on the
 * class. An item that vanishes inside the picture is taken to be hidden, and what appears near it soon after is the
 * same item; one that leaves over the edge, or leaves an empty picture behind, is gone, and coming back it counts again.
 */
import { onePerObject } from '../nms.js';
import type { Scene } from '../scene.js';
import type { Detection, ImageSize } from '../types.js';
import { assign } from './assignment.js';
import { costOf, isClear, isWithinReach, leapCost } from './costs.js';
import { createEmptyScene } from './empty-scene.js';
import { type Naming, NO_NAMING } from './naming.js';
import {
  hasEntered,
  isInside,
  isLeaving,
  kindOf,
  missTrack,
  placeOf,
  seeTrack,
  startTrack,
  type Track,
  votedClass,
} from './track.js';

export interface TrackerOptions {
  /** Score from which a detection may start a track and count towards an item, 0 … 1. */
  readonly confidence: number;
  /** Score from which a detection keeps a known track alive, 0 … 1. */
  readonly weakConfidence: number;
  /** Sure views of one class that make an item. */
  readonly viewsToConfirm: number;
  /** … spread over at least this time, so that a faster camera does not confirm a flicker. */
  readonly msToConfirm: number;
  /** Share of the votes the class must have, 0 … 1. */
  readonly shareToConfirm: number;
  /** How long an item may be hidden inside the picture and still be the same. */
  readonly hiddenMs: number;
  /** How long after leaving over the edge, or leaving an empty picture behind, it is still the same. */
  readonly leftMs: number;
}

export const TRACKER_DEFAULTS: TrackerOptions = {
  confidence: 0.7,
  weakConfidence: 0.25,
  viewsToConfirm: 3,
  msToConfirm: 300,
  shareToConfirm: 0.65,
  hiddenMs: 2_500,
  leftMs: 1_000,
};

export interface TrackedDetection extends Detection {
  /** Null for a weak detection that belongs to no track. */
  readonly trackId: number | null;
  readonly confirmed: boolean;
  /** What its track is: a name by its looks, or the class of most of its views. Null without a track. */
  readonly kind: number | null;
}

/** A physical item, said once. */
export interface Item {
  readonly trackId: number;
  /** Of the detector, or a name that `Naming` gave. */
  readonly classId: number;
  /** Best score among its class's share of votes, 0 … 1. */
  readonly score: number;
}

export interface TrackerUpdate {
  readonly detections: readonly TrackedDetection[];
  /** Items seen for the first time. */
  readonly items: readonly Item[];
  /** Items in view or hidden for the moment. */
  readonly present: readonly Item[];
  /** The highest track number given so far; later objects get higher ones. */
  readonly lastTrackId: number;
}

export interface Tracker {
  /**
   * @param detections of one frame, all classes, scores from `weakConfidence` up
   * @param time of the frame, ms; must not run backwards (an earlier time is taken as the last one)
   * @param scene the frame made small; without it, what vanished is hidden for all that is known
   */
  update(
    detections: readonly Detection[],
    image: ImageSize,
    time: number,
    scene?: Scene | null,
  ): TrackerUpdate;
}

/** Pairs that cost more are not made; 1 is "no overlap even when grown". */
const MAX_COST = 0.97;
/** A track that never became an item is forgotten after this, or after some frames where frames are rarer. */
const TENTATIVE_MS = 600;
const TENTATIVE_FRAMES = 2.5;
/** Weight of the last step in the running mean of the time between frames. */
const STEP_GAIN = 0.3;
/** An item unseen for longer than this and a few frames is not taken up again by another class: that is another item. */
const OTHER_CLASS_MS = 350;
const OTHER_CLASS_FRAMES = 1.5;
/** More objects than any counter holds; what a hostile sender adds beyond them is not followed. */
const MAX_TRACKS = 200;

/**
 * A tracker of one camera's session. Holds its tracks between updates.
 * @param firstId number of its first track, above those of a tracker that it takes the place of
 * @param naming tells apart what the detector cannot
 */
export function createTracker(
  options: TrackerOptions = TRACKER_DEFAULTS,
  firstId = 1,
  naming: Naming = NO_NAMING,
): Tracker {
  let tracks: readonly Track[] = [];
  const emptyScene = createEmptyScene();
  let nextId = firstId;
  let now: number | null = null;
  /** Usual time between frames, ms. */
  let frameMs = 0;

  function advance(time: number): number {
    const step = now === null ? 0 : Math.max(0, time - now);
    frameMs += STEP_GAIN * (step - frameMs);
    now = (now ?? time) + step;
    return now;
  }

  function otherClassMs(): number {
    return Math.max(OTHER_CLASS_MS, OTHER_CLASS_FRAMES * frameMs);
  }

  /** Pairs tracks with detections; what is left comes back. */
  function match(
    open: readonly Track[],
    seen: readonly Detection[],
    strong: boolean,
    at: number,
    cost: (track: Track, detection: Detection) => number = (track, detection) =>
      costOf(track, detection, strong, at, otherClassMs(), naming),
  ) {
    const costs = open.map((track) => seen.map((detection) => cost(track, detection)));
    const columns = assign(costs, MAX_COST);
    const pairs = open.flatMap((track, row) => {
      const detection = seen[columns[row] ?? -1];
      if (!detection) return [];
      return [{ track: seeTrack(track, detection, strong && isClear(detection, seen), at), detection }];
    });
    return {
      pairs,
      openTracks: open.filter((_, row) => columns[row] === -1),
      openDetections: seen.filter((_, column) => !columns.includes(column)),
    };
  }

  function mayConfirm(track: Track, at: number): boolean {
    const { classId, share } = votedClass(track);
    if (track.confirmed || at - track.bornAt < options.msToConfirm) return false;
    if (track.name !== null) return track.views >= options.viewsToConfirm;
    return (
      (track.strongViews.get(classId) ?? 0) >= options.viewsToConfirm &&
      share >= options.shareToConfirm &&
      (!naming.isOn || naming.nameOf(track.id, classId) === null)
    );
  }

  /** An item keeps what it was when it became one. */
  function named(track: Track): Track {
    if (!naming.isOn || track.confirmed) return track;
    return { ...track, name: naming.nameOf(track.id, votedClass(track).classId) ?? null };
  }

  /** What of the unsure may be looked at, so that its looks can say what the detector cannot. */
  function worthALook(detections: readonly Detection[]): readonly Detection[] {
    return naming.isOn ? detections.filter(({ score }) => score >= naming.startScore) : [];
  }

  /** The item that vanished before this track was born and that this track may be. */
  function vanishedTwinOf(track: Track, lost: readonly Track[], image: ImageSize): Track | undefined {
    const kind = kindOf(track);
    return lost.find((old) => {
      const gap = track.bornAt - old.seenAt;
      const sameItem = old.confirmed && kindOf(old) === kind && gap >= 0;
      // What comes in over the edge was not hidden inside: it left too fast to be seen leaving, or is another.
      const isBack = hasEntered(track) && isInside(old, image);
      const patience = isBack ? options.leftMs : patienceFor(old, image);
      return sameItem && gap <= patience && isWithinReach(old, track, gap);
    });
  }

  /** Packages that are not sold may be in a picture on the wall; where some are sold, nothing is surely scenery. */
  function isScenery(classId: number): boolean {
    return naming.isOn && naming.startScore === 1 && classId === naming.packageClass;
  }

  function patienceFor(track: Track, image: ImageSize): number {
    if (!track.confirmed) return Math.max(TENTATIVE_MS, TENTATIVE_FRAMES * frameMs);
    return track.isTaken || isLeaving(track, image) ? options.leftMs : options.hiddenMs;
  }

  return {
    update(detections, image, time, scene = null) {
      const at = advance(time);
      const objects = onePerObject(detections, naming.isOn ? naming.packageClass : null);
      const strong = objects.filter(({ score }) => score >= options.confidence);
      const weak = objects.filter(
        ({ score }) => score < options.confidence && score >= options.weakConfidence,
      );

      const alive = tracks.filter((track) => at - track.seenAt <= patienceFor(track, image));
      // Kept a little longer than their patience: a twin born in time is confirmed only some views later.
      const fading = tracks.filter((track) => track.confirmed && !alive.includes(track));

      const sure = match(alive, strong, true, at);
      const faint = match(sure.openTracks, weak, false, at);
      const leaps = match(faint.openTracks, sure.openDetections, true, at, (track, detection) =>
        leapCost(track, detection, at - track.seenAt <= otherClassMs() && !isLeaving(track, image)),
      );
      const begun = [...leaps.openDetections, ...worthALook(faint.openDetections)];
      const born = begun.slice(0, Math.max(0, MAX_TRACKS - tracks.length)).map((detection) => {
        const isSure = detection.score >= options.confidence && isClear(detection, strong);
        const track = startTrack(nextId, detection, isSure, at, image);
        nextId += 1;
        return { track, detection };
      });
      const things = objects.filter(({ classId }) => !isScenery(classId));
      const isFree =
        strong.every(({ classId }) => isScenery(classId)) &&
        tracks.every((track) => !track.confirmed && isScenery(votedClass(track).classId));
      const boxes = things.map(({ box }) => box);
      const isEmpty = scene && emptyScene.look(scene, boxes, image, isFree);
      let lost = [
        ...leaps.openTracks,
        ...fading.filter((track) => at - track.seenAt <= options.hiddenMs * 2),
      ].map((track) => missTrack(track, isEmpty?.(placeOf(track)) ?? false, at));

      const items: Item[] = [];
      const followed = [...sure.pairs, ...faint.pairs, ...leaps.pairs, ...born];
      const seen = followed.map(({ track: before, detection }) => {
        const track = named(before);
        if (!mayConfirm(track, at)) return { track, detection };
        const twin = vanishedTwinOf(track, lost, image);
        if (twin) {
          lost = lost.filter((other) => other !== twin);
          return { track: { ...track, id: twin.id, confirmed: true }, detection };
        }
        const item = { ...track, confirmed: true };
        items.push(itemOf(item));
        return { track: item, detection };
      });
      tracks = [...seen.map(({ track }) => track), ...lost];

      const tracked = new Map(seen.map(({ track, detection }) => [detection, track]));
      return {
        detections: objects.map((detection) => {
          const track = tracked.get(detection);
          const kind = track ? kindOf(track) : null;
          return { ...detection, trackId: track?.id ?? null, confirmed: track?.confirmed ?? false, kind };
        }),
        items,
        present: tracks
          .filter((track) => track.confirmed && at - track.seenAt <= patienceFor(track, image))
          .map(itemOf),
        lastTrackId: nextId - 1,
      };
    },
  };
}

function itemOf(track: Track): Item {
  const { classId } = votedClass(track);
  const views = track.strongViews.get(classId) ?? 1;
  const score = Math.min(1, (track.votes.get(classId) ?? 0) / views);
  return { trackId: track.id, classId: kindOf(track), score };
}
