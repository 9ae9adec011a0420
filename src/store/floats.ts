/** Vectors as bytes of a database: float32, little endian. */
import { endianness } from 'node:os';

export function bytesOfFloats(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
  return endianness() === 'LE' ? bytes : swapped(bytes);
}

/** @throws Error when they are no whole number of floats */
export function floatsOfBytes(bytes: Uint8Array): Float32Array {
  const copy = new Uint8Array(bytes);
  return new Float32Array((endianness() === 'LE' ? copy : swapped(copy)).buffer);
}

function swapped(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(bytes).swap32());
}
