/** Whole pictures in memory, and small views cut out of them. */
import sharp from 'sharp';
import { AppError } from '../../protocol/errors.js';
import { MAX_PIXELS } from '../decode-image.js';
import type { ImageSize } from '../types.js';
import { type Affine, scaleOf } from './geometry.js';

/** RGB, 8 bits, row after row. */
export interface Picture extends ImageSize {
  readonly rgb: Uint8Array;
  /** Source pixels per pixel of this picture: more than 1 when a large one was shrunk. */
  readonly shrink: number;
}

/** Larger pictures are shrunk to this: a face that matters is large enough in it. */
const MAX_SIDE = 1600;
/** Samples along one side of a target pixel when shrinking; more would only cost time. */
const MAX_SAMPLES = 4;

/** @throws AppError `corrupt_image`, `image_too_large` */
export async function decodePicture(bytes: Uint8Array): Promise<Picture> {
  try {
    const source = sharp(bytes, { failOn: 'warning', limitInputPixels: MAX_PIXELS });
    const { width } = await source.metadata();
    const { data, info } = await source
      .resize({
        width: MAX_SIDE,
        height: MAX_SIDE,
        fit: 'inside',
        withoutEnlargement: true,
        kernel: 'linear',
      })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) throw new AppError('corrupt_image', `${info.channels} colour channels`);
    return { rgb: data, width: info.width, height: info.height, shrink: width / info.width };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      /pixel limit/i.test((error as Error).message) ? 'image_too_large' : 'corrupt_image',
      undefined,
      error,
    );
  }
}

/** How a model wants its pixels: `(value − mean) · scale`, channels as planes. */
export interface PixelFormat {
  readonly mean: number;
  readonly scale: number;
  readonly bgr?: boolean;
  /** What the view shows beyond the picture, 0 … 255; black by default. */
  readonly outside?: number;
}

/**
 * Cuts a view out of a picture, bilinear, averaged where it shrinks.
 * @param toPicture maps view coordinates (pixel i spans i to i + 1) to picture coordinates
 * @returns three planes of `height × width`
 */
export function cutView(
  picture: Picture,
  toPicture: Affine,
  size: ImageSize,
  format: PixelFormat,
): Float32Array {
  const { width, height } = size;
  const plane = width * height;
  const view = new Float32Array(3 * plane);
  const samples = Math.min(MAX_SAMPLES, Math.max(1, Math.round(scaleOf(toPicture))));
  const [a, b, c, d, e, f] = toPicture;
  const [first, last] = format.bgr ? [2 * plane, 0] : [0, 2 * plane];
  const weight = format.scale / (samples * samples);
  const shift = format.mean * format.scale;
  const colour = new Float64Array(3);
  const outside = format.outside ?? 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      colour.fill(0);
      for (let row = 0; row < samples; row += 1) {
        for (let column = 0; column < samples; column += 1) {
          const u = x + (column + 0.5) / samples;
          const v = y + (row + 0.5) / samples;
          addSample(colour, picture, a * u + b * v + c - 0.5, d * u + e * v + f - 0.5, outside);
        }
      }
      const index = y * width + x;
      view[first + index] = (colour[0] as number) * weight - shift;
      view[plane + index] = (colour[1] as number) * weight - shift;
      view[last + index] = (colour[2] as number) * weight - shift;
    }
  }
  return view;
}

/** Adds the colour between the four pixels around a position. */
function addSample(
  colour: Float64Array,
  { rgb, width, height }: Picture,
  x: number,
  y: number,
  outside: number,
): void {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const right = x - left;
  const below = y - top;
  for (let corner = 0; corner < 4; corner += 1) {
    const column = left + (corner & 1);
    const row = top + (corner >> 1);
    const weight = (corner & 1 ? right : 1 - right) * (corner >> 1 ? below : 1 - below);
    if (column < 0 || row < 0 || column >= width || row >= height) {
      for (let channel = 0; channel < 3; channel += 1)
        colour[channel] = (colour[channel] as number) + weight * outside;
      continue;
    }
    const index = (row * width + column) * 3;
    colour[0] = (colour[0] as number) + weight * (rgb[index] as number);
    colour[1] = (colour[1] as number) + weight * (rgb[index + 1] as number);
    colour[2] = (colour[2] as number) + weight * (rgb[index + 2] as number);
  }
}
