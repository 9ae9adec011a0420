/** Cutting packages out of pictures as the embedder sees them. */
import sharp from 'sharp';
import { centreOf } from '../box.js';
import { cutView, decodePicture, type Picture } from '../face/picture.js';
import { PADDING_VALUE } from '../letterbox.js';
import type { Box } from '../types.js';
import { CROP_SIDE } from './embedder.js';

/** The square is larger than the package by this; the embedder was trained so. */
const MARGIN = 1.15;

/** The square around a box, in its picture's coordinates; it may reach beyond the picture. */
export function squareAround(box: Box): Box {
  const [x, y] = centreOf(box);
  const half = (Math.max(box[2] - box[0], box[3] - box[1]) * MARGIN) / 2;
  return [x - half, y - half, x + half, y + half];
}

/** @returns three planes of `CROP_SIDE`², RGB, 0 … 1; grey where the picture ends */
export function cropOf(picture: Picture, square: Box): Float32Array {
  const scale = (square[2] - square[0]) / CROP_SIDE / picture.shrink;
  const left = square[0] / picture.shrink;
  const top = square[1] / picture.shrink;
  const size = { width: CROP_SIDE, height: CROP_SIDE };
  const format = { mean: 0, scale: 1 / 255, outside: PADDING_VALUE };
  return cutView(picture, [scale, 0, left, 0, scale, top], size, format);
}

/** @throws AppError `corrupt_image`, `image_too_large` */
export async function cropsOf(jpeg: Uint8Array, boxes: readonly Box[]): Promise<readonly Float32Array[]> {
  const picture = await decodePicture(jpeg);
  return boxes.map((box) => cropOf(picture, squareAround(box)));
}

/** A crop as a small JPEG, to be kept. */
export async function jpegOfCrop(crop: Float32Array): Promise<Uint8Array> {
  const plane = CROP_SIDE * CROP_SIDE;
  const rgb = new Uint8Array(3 * plane);
  for (let index = 0; index < plane; index += 1)
    for (let channel = 0; channel < 3; channel += 1)
      rgb[3 * index + channel] = Math.round((crop[channel * plane + index] as number) * 255);
  const raw = { width: CROP_SIDE, height: CROP_SIDE, channels: 3 } as const;
  return new Uint8Array(
    await sharp(rgb, { raw }).jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer(),
  );
}

/** A kept crop as the embedder takes it. @throws AppError `corrupt_image` */
export async function cropOfJpeg(jpeg: Uint8Array): Promise<Float32Array> {
  const picture = await decodePicture(jpeg);
  return cropOf(picture, [0, 0, picture.width * picture.shrink, picture.height * picture.shrink]);
}
