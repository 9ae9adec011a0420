/** A product's picture from the owner's file: made small, and a plain JPEG without what the camera wrote beside it. */
import type { IncomingMessage } from 'node:http';
import rawBody from 'raw-body';
import sharp from 'sharp';
import { AppError } from '../../../protocol/index.js';
import { type ProductPicture, pictureOf } from '../../../shop/index.js';

const MAX_BYTES = 8 * 2 ** 20;
/** A phone's camera makes 50 million pixels; more is an attack on the memory. */
const MAX_PIXELS = 60_000_000;
/** Longer side of what is kept, pixels: twice what a page shows. */
const SIDE = 640;
const TYPES = /^image\/(jpeg|png|webp)$/;
/** What the bytes must begin with, so that no other decoder (SVG, PDF) is ever tried. */
const STARTS: readonly ((bytes: Buffer) => boolean)[] = [
  (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8,
  (bytes) => bytes.subarray(1, 4).toString('latin1') === 'PNG',
  (bytes) =>
    bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP',
];

/**
 * @param side longer side of what is kept, pixels
 * @throws AppError `bad_picture`, `payload_too_large`
 */
export async function readPicture(
  request: IncomingMessage,
  contentType: string,
  side = SIDE,
): Promise<ProductPicture> {
  if (!TYPES.test(contentType.split(';')[0]?.trim() ?? '')) throw new AppError('bad_picture', contentType);
  const bytes = await rawBody(request, {
    limit: MAX_BYTES,
    length: request.headers['content-length'] ?? null,
  }).catch((error: { type?: string }) => {
    throw new AppError(
      error.type === 'entity.too.large' ? 'payload_too_large' : 'bad_picture',
      'at most 8 MB',
    );
  });
  if (!STARTS.some((isStart) => isStart(bytes))) throw new AppError('bad_picture');
  const jpeg = await shrink(bytes, side).catch((error: unknown) => {
    throw new AppError('bad_picture', undefined, error);
  });
  return pictureOf(jpeg);
}

function shrink(bytes: Buffer, side: number): Promise<Buffer> {
  // The workers block every decoder but JPEG's, for the whole process; frames come no further than before by this, because
  // their first bytes must be a JPEG's. Said each time: a worker that starts anew blocks them again.
  sharp.unblock({ operation: ['VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] });
  return sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    .rotate()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 82 })
    .toBuffer();
}
