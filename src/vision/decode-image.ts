/** From compressed pictures to pixels, with sharp. */
import sharp from 'sharp';
import { AppError } from '../protocol/errors.js';
import { type Letterbox, letterboxOf } from './letterbox.js';
import type { ImageSize } from './types.js';

/** The largest picture taken: 4096 × 4096. */
export const MAX_PIXELS = 4096 * 4096;

export interface DecodedImage {
  /** RGB, 8 bits, row after row; the picture only, without its padding. */
  readonly rgb: Uint8Array;
  readonly letterbox: Letterbox;
}

/** Lets this process decode JPEG and nothing else: a frame from outside must not reach the SVG or TIFF loaders. */
export function allowOnlyJpeg(): void {
  sharp.cache(false);
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer'] });
}

/**
 * Decodes a picture to the size it has inside the model's input.
 * @throws AppError `corrupt_image`, `image_too_large`
 */
export async function decodeImage(bytes: Uint8Array, input: ImageSize): Promise<DecodedImage> {
  try {
    const options = { failOn: 'warning', limitInputPixels: MAX_PIXELS } as const;
    const picture = sharp(bytes, options);
    const { width, height } = await picture.metadata();
    const letterbox = letterboxOf({ width, height }, input);
    const { data, info } = await picture
      .resize({ ...letterbox.inner, fit: 'fill', kernel: 'linear', fastShrinkOnLoad: true })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) throw new AppError('corrupt_image', `${info.channels} colour channels`);
    return { rgb: data, letterbox };
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = (error as Error).message;
    throw new AppError(/pixel limit/i.test(reason) ? 'image_too_large' : 'corrupt_image');
  }
}
