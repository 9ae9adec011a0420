/** What can be said of a JPEG without decoding it: cheap checks for the daemon's main thread. */
import { AppError } from './errors.js';

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * The bytes of a base64 picture; a `data:image/jpeg;base64,` prefix is optional.
 * @throws AppError `bad_base64` when it is not base64 (Node's own decoder would skip what it does not know)
 */
export function decodeBase64Picture(text: string): Uint8Array {
  const comma = text.startsWith('data:') ? text.indexOf(',') : -1;
  if (text.startsWith('data:') && comma < 0) throw new AppError('bad_base64', 'data: prefix without a comma');
  const base64 = comma < 0 ? text : text.slice(comma + 1);
  if (base64.length === 0) throw new AppError('bad_base64', 'empty');
  if (base64.length % 4 === 1 || !BASE64.test(base64)) throw new AppError('bad_base64');
  return Buffer.from(base64, 'base64');
}

/** Whether the bytes start like a JPEG (SOI marker followed by another marker). */
export function looksLikeJpeg(bytes: Uint8Array): boolean {
  return bytes.length > 4 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/**
 * Width and height in pixels, from the frame header (marker SOF0 to SOF15 of ITU-T T.81); null when there is none.
 */
export function jpegSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  if (!looksLikeJpeg(bytes)) return null;
  const word = (at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + word(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    // DHT, JPG and DAC lie among the frame headers' numbers.
    const isFrameHeader = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrameHeader) return { width: word(at + 7), height: word(at + 5) };
    if (marker === 0xda) return null;
  }
  return null;
}
