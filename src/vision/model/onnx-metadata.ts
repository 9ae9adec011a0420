/**
 * The metadata of an ONNX file: onnxruntime-node does not expose it, so it is read from the file.
 *
 * An ONNX file is one protobuf message, ModelProto (onnx.proto): field 14 `metadata_props` holds string pairs (key 1,
 * value 2). All other fields, the weights among them, are stepped over.
 */

const FIELD_METADATA_PROPS = 14;
const WIRE_VARINT = 0;
const WIRE_64_BIT = 1;
const WIRE_BYTES = 2;
const WIRE_32_BIT = 5;

/** A cursor over protobuf bytes. */
class Reader {
  position = 0;

  constructor(readonly bytes: Uint8Array) {}

  get atEnd(): boolean {
    return this.position >= this.bytes.length;
  }

  /** Unsigned, exact up to 2⁵³. */
  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.bytes[this.position];
      if (byte === undefined) throw new Error('ends inside a number');
      this.position += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new Error('number too long');
  }

  chunk(length: number): Uint8Array {
    const end = this.position + length;
    if (end > this.bytes.length) throw new Error('ends inside a field');
    const chunk = this.bytes.subarray(this.position, end);
    this.position = end;
    return chunk;
  }

  /** Calls `onBytes` for every length-delimited field and steps over the others. */
  forEachField(onBytes: (field: number, bytes: Uint8Array) => void): void {
    while (!this.atEnd) {
      const tag = this.varint();
      const field = Math.floor(tag / 8);
      const wire = tag % 8;
      if (field === 0) throw new Error('field 0');
      if (wire === WIRE_VARINT) this.varint();
      else if (wire === WIRE_64_BIT) this.chunk(8);
      else if (wire === WIRE_32_BIT) this.chunk(4);
      else if (wire === WIRE_BYTES) onBytes(field, this.chunk(this.varint()));
      else throw new Error(`wire type ${wire}`);
    }
  }
}

/**
 * @returns the metadata, e.g. `names`, `imgsz`, `task` of an Ultralytics export; empty when there is none
 * @throws Error when the bytes are not an ONNX file
 */
export function readOnnxMetadata(bytes: Uint8Array): ReadonlyMap<string, string> {
  const metadata = new Map<string, string>();
  const text = new TextDecoder();
  try {
    new Reader(bytes).forEachField((field, value) => {
      if (field !== FIELD_METADATA_PROPS) return;
      const pair = ['', ''];
      new Reader(value).forEachField((part, content) => {
        if (part === 1 || part === 2) pair[part - 1] = text.decode(content);
      });
      metadata.set(pair[0] as string, pair[1] as string);
    });
  } catch (error) {
    throw new Error(`not an ONNX file: ${(error as Error).message}`);
  }
  return metadata;
}
