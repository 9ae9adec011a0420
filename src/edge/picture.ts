/** Making a picture fit what the daemon asks for; one that fits already is not touched. */
import { jpegSize } from '../protocol/index.js';
import { loadSharp } from './load-sharp.js';

export interface PictureLimits {
  /** Pixels. */
  readonly maxWidth: number;
  /** JPEG quality of a picture that has to be made anew, 1 to 100. */
  readonly quality: number;
}

/** The daemon closes a socket over a message of more than 4 MiB; some of it is the frame's header. */
const MAX_BYTES = 4 * 2 ** 20 - 1024;
/** Cameras have 640 and 648 wide pictures: a hair's breadth is not worth making a picture anew. */
const TOLERANCE = 1.05;

/**
 * A JPEG no wider and no larger than the limits.
 * @throws Error for what is no picture
 */
export async function fitPicture(
  jpeg: Uint8Array,
  { maxWidth, quality }: PictureLimits,
): Promise<Uint8Array> {
  const size = jpegSize(jpeg);
  if (size === null) throw new Error('the camera gave something that is no JPEG');
  if (size.width <= maxWidth * TOLERANCE && jpeg.length <= MAX_BYTES) return jpeg;
  const sharp = await loadSharp();
  return sharp(jpeg, { failOn: 'warning' })
    .resize({ width: Math.min(maxWidth, size.width), kernel: 'linear' })
    .jpeg({ quality })
    .toBuffer();
}
