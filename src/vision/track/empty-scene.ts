/**
 * Whether a picture looks as it did before anything was shown. What vanished from the middle of the picture may be hidden by an
 * arm or may have been snatched away between two frames; where nothing at all is left in the picture, it is not hidden.
 */
import { grow } from '../box.js';
import { SCENE_COLUMNS, SCENE_ROWS, type Scene } from '../scene.js';
import type { Box, ImageSize } from '../types.js';

/** @param place where something was seen last, pixels: not even something small may be left there */
export type IsEmpty = (place: Box) => boolean;

export interface EmptyScene {
  /**
   * @param seen boxes of what is in the picture, pixels: these places are not compared
   * @param isFree nothing is there, and nothing may be hidden there: the only time at which the empty picture is learnt
   * @returns whether nothing but what is seen is left; never so while it is not known how the empty picture looks
   */
  look(scene: Scene, seen: readonly Box[], image: ImageSize, isFree: boolean): IsEmpty;
}

/** Grey levels by which a cell differs when something is there; noise, averaged over a cell, stays below 2. */
const OTHER_LEVELS = 10;
/** So many cells may differ: a corner of a shadow, a blinking lamp. An item of 60 × 60 of 640 × 480 pixels fills nine. */
const OTHER_CELLS = 3;
/** … but none where the item was: a small one that is only not recognised covers a part of a cell or two. */
const PLACE_LEVELS = 6;
/** A camera that adapts to the light makes the whole picture brighter or darker, by up to so many levels. */
const MAX_SHIFT = 40;
/** A picture is still when no cell changes by more than this from frame to frame. */
const STILL_LEVELS = 5;
/** So many still steps in a row are learnt from. */
const STILL_STEPS = 3;
/** Around what is seen, as a share of its size: the hand that holds it, its shadow. */
const MASK_MARGIN = 0.5;
/** Less of the picture than this says nothing of the whole. */
const MIN_COMPARED = 0.4;

const NEVER: IsEmpty = () => false;

export function createEmptyScene(): EmptyScene {
  let last: Scene | null = null;
  let stillSteps = 0;
  let empty: Scene | null = null;

  return {
    look(scene, seen, image, isFree) {
      const changes = last && differences(scene, last, new Set());
      const isStill = changes !== null && countAbove(changes, STILL_LEVELS) === 0;
      stillSteps = isStill ? stillSteps + 1 : 0;
      last = scene;
      if (isFree && stillSteps >= STILL_STEPS) empty = scene;
      if (empty === null) return NEVER;
      const masked = new Set(seen.flatMap((box) => cellsOf(grow(box, MASK_MARGIN), image)));
      const steps = differences(scene, empty, masked);
      if (steps === null || countAbove(steps, OTHER_LEVELS) > OTHER_CELLS) return NEVER;
      // What stands before the place may hide it.
      return (place) =>
        cellsOf(place, image).every((cell) => (steps.get(cell) ?? Number.POSITIVE_INFINITY) <= PLACE_LEVELS);
    },
  };
}

function countAbove(steps: ReadonlyMap<number, number>, levels: number): number {
  return [...steps.values()].filter((step) => step > levels).length;
}

/**
 * By how many levels the cells differ when both pictures are equally bright.
 * @param masked cells that are not compared
 * @returns levels by cell; null when too little can be compared, or the light is another
 */
function differences(
  one: Scene,
  other: Scene,
  masked: ReadonlySet<number>,
): ReadonlyMap<number, number> | null {
  const steps = new Map<number, number>();
  for (const [cell, level] of one.entries())
    if (!masked.has(cell)) steps.set(cell, level - (other[cell] as number));
  const shift = [...steps.values()].sort((a, b) => a - b)[steps.size >> 1] ?? Number.POSITIVE_INFINITY;
  if (steps.size < MIN_COMPARED * one.length || Math.abs(shift) > MAX_SHIFT) return null;
  return new Map([...steps].map(([cell, step]) => [cell, Math.abs(step - shift)]));
}

/** The cells that a box touches. */
function cellsOf([x1, y1, x2, y2]: Box, { width, height }: ImageSize): readonly number[] {
  const columnOf = (x: number) => Math.floor((x * SCENE_COLUMNS) / width);
  const rowOf = (y: number) => Math.floor((y * SCENE_ROWS) / height);
  const cells: number[] = [];
  for (let row = Math.max(0, rowOf(y1)); row <= Math.min(SCENE_ROWS - 1, rowOf(y2)); row += 1)
    for (
      let column = Math.max(0, columnOf(x1));
      column <= Math.min(SCENE_COLUMNS - 1, columnOf(x2));
      column += 1
    )
      cells.push(row * SCENE_COLUMNS + column);
  return cells;
}
