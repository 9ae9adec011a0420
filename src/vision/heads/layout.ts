/**
 * Which detector head wrote an output tensor, told from its shape.
 *
 * | head                          | output       | a row holds                                    |
 * |-------------------------------|--------------|------------------------------------------------|
 * | `v8` (YOLOv8, v9, 11, 12)     | [1, 4+nc, N] | cx, cy, w, h, then a score a class; by columns |
 * | `v5` (YOLOv5, v7)             | [1, N, 5+nc] | cx, cy, w, h, objectness, then a score a class |
 * | `end2end` (YOLOv10, 26, nms)  | [1, N, 6]    | x1, y1, x2, y2, score, class                   |
 *
 * N follows from the input size: one candidate (v8) or three (v5) for each cell of the grids of stride 8, 16, 32 and,
 * for the large P6 models, 64.
 */
import type { ImageSize } from '../types.js';

export type HeadKind = 'v8' | 'v5' | 'end2end';

export interface HeadLayout {
  readonly kind: HeadKind;
  /** How many rows the output holds. */
  readonly candidates: number;
  /** How many classes; for `end2end` it is not told by the shape and is null. */
  readonly classes: number | null;
}

const STRIDES = [
  [8, 16, 32],
  [8, 16, 32, 64],
];

function gridCells({ width, height }: ImageSize): readonly number[] {
  return STRIDES.map((strides) =>
    strides.reduce((cells, stride) => cells + Math.ceil(width / stride) * Math.ceil(height / stride), 0),
  );
}

/**
 * @param dims shape of the output
 * @param input size of the model's input, pixels
 * @param named how many classes the names tell of, or null when there are no names
 * @throws Error that says what was found and what is understood
 */
export function layoutOf(dims: readonly number[], input: ImageSize, named: number | null): HeadLayout {
  const [batch, first, second] = dims.length === 3 ? dims : dims.length === 2 ? [1, ...dims] : [];
  if (batch !== 1 || first === undefined || second === undefined) throw unknownLayout(dims, named);
  const cells = gridCells(input);
  const v8 = cells.includes(second) && first > 4;
  const v5 = cells.some((count) => count * 3 === first) && second > 5;
  if (v8 && (named === null || first === 4 + named))
    return { kind: 'v8', candidates: second, classes: first - 4 };
  if (v5 && (named === null || second === 5 + named))
    return { kind: 'v5', candidates: first, classes: second - 5 };
  if (second === 6 && !v5) return { kind: 'end2end', candidates: first, classes: null };
  throw unknownLayout(dims, named);
}

function unknownLayout(dims: readonly number[], named: number | null): Error {
  const classes = named === null ? 'no class names are known' : `${named} class names are known`;
  return new Error(
    `output of shape [${dims.join(', ')}] is none of [1, 4+classes, N] (YOLOv8/11), [1, N, 5+classes] (YOLOv5), ` +
      `[1, N, 6] (YOLOv10/26); ${classes}. Export a detection model (not segment, pose or classify) for this size`,
  );
}
