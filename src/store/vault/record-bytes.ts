/**
 * A face record as bytes, little endian: number of templates, then each as its length and float32s; number of photos,
 * then each as its length and bytes. All numbers are uint32.
 */
import type { FaceRecord } from '../../shop/index.js';

const COUNT_BYTES = 4;
const FLOAT_BYTES = 4;

export function encodeRecord({ templates, photos }: FaceRecord): Uint8Array {
  const size =
    2 * COUNT_BYTES +
    templates.reduce((sum, template) => sum + COUNT_BYTES + template.length * FLOAT_BYTES, 0) +
    photos.reduce((sum, photo) => sum + COUNT_BYTES + photo.length, 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const count = (value: number) => {
    view.setUint32(at, value, true);
    at += COUNT_BYTES;
  };
  count(templates.length);
  for (const template of templates) {
    count(template.length);
    for (const value of template) {
      view.setFloat32(at, value, true);
      at += FLOAT_BYTES;
    }
  }
  count(photos.length);
  for (const photo of photos) {
    count(photo.length);
    bytes.set(photo, at);
    at += photo.length;
  }
  return bytes;
}

/** Copies out of `bytes`, so that they may be wiped. @throws RangeError when they are too short */
export function decodeRecord(bytes: Uint8Array): FaceRecord {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const take = (size: number): number => {
    const start = at;
    at += size;
    if (at > bytes.length) throw new RangeError('the face record ends too early');
    return start;
  };
  const count = () => view.getUint32(take(COUNT_BYTES), true);
  const templates = Array.from({ length: count() }, () => {
    const length = count();
    const start = take(length * FLOAT_BYTES);
    return Float32Array.from({ length }, (_, index) => view.getFloat32(start + index * FLOAT_BYTES, true));
  });
  const photos = Array.from({ length: count() }, () => {
    const length = count();
    const start = take(length);
    // Not `slice`: that of a Buffer shares the memory.
    return new Uint8Array(bytes.subarray(start, start + length));
  });
  return { templates, photos };
}
