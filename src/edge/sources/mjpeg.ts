/** A Motion-JPEG file: JPEGs one after another, as `ffmpeg -f mjpeg` and many cameras write them. */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { FrameSource } from './source.js';

const MARKER = 0xff;
const SOI = 0xd8;
const EOI = 0xd9;
/** A picture larger than this is taken for a stream that is no MJPEG. */
const MAX_FRAME_BYTES = 16 * 2 ** 20;

/**
 * Opens a .mjpeg file; frames are evenly spaced.
 * @param fps frames a second it was recorded at; the file does not say
 */
export function openMjpeg(path: string, fps: number): FrameSource {
  return {
    description: basename(path),
    count: null,
    live: false,
    async *frames() {
      let index = 0;
      for await (const jpeg of splitJpegs(createReadStream(path))) {
        yield { jpeg, time: (index * 1000) / fps };
        index += 1;
      }
      if (index === 0) throw new Error(`${path} holds no JPEG picture`);
    },
  };
}

/**
 * Cuts a byte stream into JPEGs at their start and end markers. Bytes between pictures are skipped; a last picture
 * without an end is dropped. Coded picture data cannot hold the end marker (an 0xff there is followed by 0x00); an
 * embedded thumbnail would, but cameras' video modes write none.
 * @throws Error when a picture would be larger than 16 MiB
 */
export async function* splitJpegs(chunks: AsyncIterable<Buffer>): AsyncIterable<Uint8Array> {
  let pending: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (;;) {
      const start = pending.indexOf(Buffer.from([MARKER, SOI]));
      if (start < 0) {
        pending = pending.subarray(Math.max(0, pending.length - 1));
        break;
      }
      const end = pending.indexOf(Buffer.from([MARKER, EOI]), start + 2);
      if (end < 0) {
        if (pending.length - start > MAX_FRAME_BYTES)
          throw new Error('a picture is larger than 16 MiB; is this MJPEG?');
        pending = pending.subarray(start);
        break;
      }
      yield new Uint8Array(pending.subarray(start, end + 2));
      pending = pending.subarray(end + 2);
    }
  }
}
