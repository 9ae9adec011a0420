/** The facts vision speaks in. All coordinates are pixels of the source image, origin top left. */

/** `[x1, y1, x2, y2]`, x2 > x1, y2 > y1. */
export type Box = readonly [number, number, number, number];

export interface Detection {
  readonly box: Box;
  readonly classId: number;
  /** 0 … 1. */
  readonly score: number;
}

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}
