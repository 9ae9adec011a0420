/**
 * Whether a picture looks as it did before anything was shown. What vanished from the middle of the picture may be hidden by an
 * arm or may have been snatched away between two frames; where nothing at all is left in the picture, it is not hidden.
 */
import { grow } from '../box.js';
import { SCENE_COLUMNS, SCENE_ROWS, type Scene } from '../scene.js';
import type { Box, ImageSize } from '../types.js';

export interface EmptyScene {
  /**
   * @param seen boxes of what is in the picture, pixels: these places are not compared
   * @param isFree nothing is there, and nothing may be hidden there: the only time at which the empty picture is learnt
   * @returns false also while it is not known how the empty picture looks
   */
  look(scene: Scene, seen: readonly Box[], image: ImageSize, isFree: boolean): boolean;
}

/** Grey levels by which a cell differs when something is there; noise, averaged over a cell, stays below 2. */
const OTHER_LEVELS = 10;
/** So many cells may differ: a corner of a shadow, a blinking lamp. An item of 60 × 60 of 640 × 480 pixels fills nine. */
const OTHER_CELLS = 3;
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

export function createEmptyScene(): EmptyScene {
  let last: Scene | null = null;
  let stillSteps = 0;
  let empty: Scene | null = null;

  return {
    look(scene, seen, image, isFree) {
      stillSteps = last && isLike(scene, last, [], STILL_LEVELS, 0) ? stillSteps + 1 : 0;
      last = scene;
      if (isFree && stillSteps >= STILL_STEPS) empty = scene;
      return empty !== null && isLike(scene, empty, maskOf(seen, image), OTHER_LEVELS, OTHER_CELLS);
    },
  };
}

/** @param masked cells that are not compared */
function isLike(
  one: Scene,
  other: Scene,
  masked: readonly boolean[],
  levels: number,
  cells: number,
): boolean {
  const steps: number[] = [];
  for (const [cell, level] of one.entries()) if (!masked[cell]) steps.push(level - (other[cell] as number));
  if (steps.length < MIN_COMPARED * one.length) return false;
  const shift = steps.toSorted((a, b) => a - b)[steps.length >> 1] as number;
  if (Math.abs(shift) > MAX_SHIFT) return false;
  return steps.filter((step) => Math.abs(step - shift) > levels).length <= cells;
}

function maskOf(boxes: readonly Box[], { width, height }: ImageSize): readonly boolean[] {
  const masked = new Array<boolean>(SCENE_COLUMNS * SCENE_ROWS).fill(false);
  const columnOf = (x: number) => Math.floor((x * SCENE_COLUMNS) / width);
  const rowOf = (y: number) => Math.floor((y * SCENE_ROWS) / height);
  for (const box of boxes) {
    const [x1, y1, x2, y2] = grow(box, MASK_MARGIN);
    for (let row = Math.max(0, rowOf(y1)); row <= Math.min(SCENE_ROWS - 1, rowOf(y2)); row += 1)
      for (
        let column = Math.max(0, columnOf(x1));
        column <= Math.min(SCENE_COLUMNS - 1, columnOf(x2));
        column += 1
      )
        masked[row * SCENE_COLUMNS + column] = true;
  }
  return masked;
}
