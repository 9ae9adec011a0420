/** The little of protobuf's encoding that an ONNX file needs. Field numbers are the caller's. */

/** 64-bit two's complement for negative numbers, as protobuf's int64 has it. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
}

/** A whole number. */
export const number = (field: number, value: number): Uint8Array =>
  Buffer.from([...varint(field * 8), ...varint(value)]);

/** A 32-bit float. */
export function float(field: number, value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([Buffer.from(varint(field * 8 + 5)), bytes]);
}

/** Text, bytes or a nested message. */
export function chunk(field: number, content: string | Uint8Array): Uint8Array {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return Buffer.concat([Buffer.from([...varint(field * 8 + 2), ...varint(bytes.length)]), bytes]);
}

export const message = (...fields: readonly Uint8Array[]): Uint8Array => Buffer.concat(fields);
