/** IEEE 754 half precision: models exported with `half=True` take and give it as raw 16-bit words. */

/** Float32 → float16 words, rounded to nearest even, overflow to infinity. */
export function toHalf(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const words = new Uint16Array(values.length);
  for (let index = 0; index < bits.length; index += 1) words[index] = halfOfBits(bits[index] as number);
  return words;
}

function halfOfBits(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 112;
  const mantissa = bits & 0x7fffff;
  if (((bits >>> 23) & 0xff) === 0xff) return sign | 0x7c00 | (mantissa === 0 ? 0 : 0x200);
  if (exponent >= 31) return sign | 0x7c00;
  if (exponent <= 0) {
    if (exponent < -10) return sign;
    return sign | roundShift(mantissa | 0x800000, 14 - exponent);
  }
  // A carry out of the mantissa correctly raises the exponent.
  return sign | ((exponent << 10) + roundShift(mantissa, 13));
}

/** `value >> shift`, rounded to nearest, ties to even. */
function roundShift(value: number, shift: number): number {
  const floor = value >>> shift;
  const rest = value & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return rest > half || (rest === half && (floor & 1) === 1) ? floor + 1 : floor;
}

/** Float16 words → float32. */
export function fromHalf(words: Uint16Array): Float32Array {
  const values = new Float32Array(words.length);
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] as number;
    const exponent = (word >>> 10) & 0x1f;
    const mantissa = word & 0x3ff;
    const sign = word & 0x8000 ? -1 : 1;
    if (exponent === 0) values[index] = sign * mantissa * 2 ** -24;
    else if (exponent === 31) values[index] = mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    else values[index] = sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
  }
  return values;
}
