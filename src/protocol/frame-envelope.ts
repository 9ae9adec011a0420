/**
 * The binary frame: the same meaning as the JSON `frame` message without base64, a quarter smaller.
 *
 * | offset | size | field                                             |
 * |-------:|-----:|---------------------------------------------------|
 * |      0 |    2 | magic `0x59 0x46` ("YF")                          |
 * |      2 |    1 | version, 1                                        |
 * |      3 |    1 | content, 1 = JPEG                                 |
 * |      4 |    4 | sequence number, uint32 little endian             |
 * |      8 |    8 | capture time, ms since 1970, float64 little endian |
 * |     16 |    – | the JPEG                                          |
 */
import { AppError } from './errors.js';

export const ENVELOPE_HEADER_BYTES = 16;
const MAGIC_0 = 0x59;
const MAGIC_1 = 0x46;
const VERSION = 1;
const CONTENT_JPEG = 1;

export interface FrameEnvelope {
  /** The sender's own number of this frame, 0 … 2³²−1; comes back in the answer. */
  readonly seq: number;
  /** When the frame was captured, ms since 1970 by the sender's clock. */
  readonly timestamp: number;
  readonly jpeg: Uint8Array;
}

/** Packs one frame. Copies the JPEG. */
export function encodeFrame({ seq, timestamp, jpeg }: FrameEnvelope): Uint8Array {
  const out = new Uint8Array(ENVELOPE_HEADER_BYTES + jpeg.length);
  const view = new DataView(out.buffer);
  out[0] = MAGIC_0;
  out[1] = MAGIC_1;
  out[2] = VERSION;
  out[3] = CONTENT_JPEG;
  view.setUint32(4, seq, true);
  view.setFloat64(8, timestamp, true);
  out.set(jpeg, ENVELOPE_HEADER_BYTES);
  return out;
}

/**
 * Unpacks one frame; the JPEG is a view into `bytes`, not a copy.
 * @throws AppError `bad_envelope` when the header is not the one above
 */
export function decodeFrame(bytes: Uint8Array): FrameEnvelope {
  if (bytes.length <= ENVELOPE_HEADER_BYTES) throw new AppError('bad_envelope', `${bytes.length} bytes`);
  if (bytes[0] !== MAGIC_0 || bytes[1] !== MAGIC_1) throw new AppError('bad_envelope', 'magic is not "YF"');
  if (bytes[2] !== VERSION) throw new AppError('bad_envelope', `version ${bytes[2]}, this daemon speaks 1`);
  if (bytes[3] !== CONTENT_JPEG)
    throw new AppError('bad_envelope', `content ${bytes[3]}, only 1 (JPEG) is known`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const timestamp = view.getFloat64(8, true);
  if (!Number.isFinite(timestamp) || Math.abs(timestamp) > 8.64e15) {
    throw new AppError('bad_envelope', 'timestamp is not a time');
  }
  return { seq: view.getUint32(4, true), timestamp, jpeg: bytes.subarray(ENVELOPE_HEADER_BYTES) };
}
