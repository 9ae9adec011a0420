import type { BoxView, Size } from './types';

/** Where a box of a frame lies in the picture, in % of its sides. `mirrored`: the picture is shown as in a mirror. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function placeOf([x1, y1, x2, y2]: BoxView, frame: Size, mirrored: boolean): Place {
  return {
    left: ((mirrored ? frame.width - x2 : x1) / frame.width) * 100,
    top: (y1 / frame.height) * 100,
    width: ((x2 - x1) / frame.width) * 100,
    height: ((y2 - y1) / frame.height) * 100,
  };
}

/** The same place grown by a share of its own size to all sides. */
export function grown({ left, top, width, height }: Place, share: number): Place {
  return {
    left: left - width * share,
    top: top - height * share,
    width: width * (1 + 2 * share),
    height: height * (1 + 2 * share),
  };
}

export function cssOf({ left, top, width, height }: Place) {
  return { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` };
}
