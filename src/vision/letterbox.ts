import type { Box, ImageSize } from './types.js';

/** How a source image lies in the model's input: scaled evenly, centred, the rest grey. */
export interface Letterbox {
  readonly source: ImageSize;
  readonly input: ImageSize;
  /** Input pixels per source pixel. */
  readonly scale: number;
  /** Size of the picture inside the input, whole pixels. */
  readonly inner: ImageSize;
  /** Where the picture starts in the input, whole pixels. */
  readonly left: number;
  readonly top: number;
}

/** Value of the grey around the picture, 0 … 255; what YOLO trainers pad with. */
export const PADDING_VALUE = 114;

export function letterboxOf(source: ImageSize, input: ImageSize): Letterbox {
  const scale = Math.min(input.width / source.width, input.height / source.height);
  const inner = {
    width: Math.min(input.width, Math.max(1, Math.round(source.width * scale))),
    height: Math.min(input.height, Math.max(1, Math.round(source.height * scale))),
  };
  const left = Math.floor((input.width - inner.width) / 2);
  const top = Math.floor((input.height - inner.height) / 2);
  return { source, input, scale, inner, left, top };
}

/** From input pixels back to source pixels, clipped to the image. */
export function toSource([x1, y1, x2, y2]: Box, { source, scale, left, top }: Letterbox): Box {
  const x = (value: number) => Math.min(source.width, Math.max(0, (value - left) / scale));
  const y = (value: number) => Math.min(source.height, Math.max(0, (value - top) / scale));
  return [x(x1), y(y1), x(x2), y(y2)];
}
