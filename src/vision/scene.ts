/** A frame made so small that noise is gone: enough to tell a counter with something over it from an empty one. */
import type { DecodedImage } from './decode-image.js';

export const SCENE_COLUMNS = 32;
export const SCENE_ROWS = 24;
/** Every how many pixels one is read, both ways: a cell still has dozens. */
const STEP = 2;

/** Mean grey of `SCENE_COLUMNS` × `SCENE_ROWS` cells, 0 … 255, row after row. */
export type Scene = Uint8Array;

export function sceneOf({ rgb, letterbox: { inner } }: DecodedImage): Scene {
  const sums = new Uint32Array(SCENE_COLUMNS * SCENE_ROWS);
  const counts = new Uint32Array(SCENE_COLUMNS * SCENE_ROWS);
  const columns = Uint8Array.from({ length: inner.width }, (_, x) =>
    Math.floor((x * SCENE_COLUMNS) / inner.width),
  );
  for (let y = 0; y < inner.height; y += STEP) {
    const row = Math.floor((y * SCENE_ROWS) / inner.height) * SCENE_COLUMNS;
    let read = 3 * y * inner.width;
    for (let x = 0; x < inner.width; x += STEP) {
      const cell = row + (columns[x] as number);
      // Green counts double: that is near enough to what an eye calls bright.
      sums[cell] =
        (sums[cell] as number) +
        (rgb[read] as number) +
        2 * (rgb[read + 1] as number) +
        (rgb[read + 2] as number);
      counts[cell] = (counts[cell] as number) + 4;
      read += 3 * STEP;
    }
  }
  return Uint8Array.from(sums, (sum, cell) => sum / Math.max(1, counts[cell] as number));
}
