/**
 * Writes small, real ONNX files for tests: a graph that takes a picture and answers with a tensor we chose, so that
 * every detector head, number type and shape can be run by the real engine. Field numbers are onnx.proto's.
 */
import { toHalf } from '../../src/vision/half.js';

export const FLOAT = 1;
export const UINT8 = 2;
export const FLOAT16 = 10;
export const INT64 = 7;
export const BOOL = 9;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}

export const number = (field: number, value: number): Uint8Array =>
  Buffer.from([...varint(field * 8), ...varint(value)]);

export function chunk(field: number, content: string | Uint8Array): Uint8Array {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return Buffer.concat([Buffer.from([...varint(field * 8 + 2), ...varint(bytes.length)]), bytes]);
}

export const message = (...fields: Uint8Array[]): Uint8Array => Buffer.concat(fields);

export function tensor(
  name: string,
  type: number,
  dims: readonly number[],
  values: readonly number[],
): Uint8Array {
  const floats = Float32Array.from(values);
  const raw = type === FLOAT ? floats : type === FLOAT16 ? toHalf(floats) : Uint8Array.from(values);
  return message(
    ...dims.map((dim) => number(1, dim)),
    number(2, type),
    chunk(8, name),
    chunk(9, new Uint8Array(raw.buffer)),
  );
}

export function node(
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: Record<string, number> = {},
) {
  return message(
    ...inputs.map((name) => chunk(1, name)),
    chunk(2, output),
    chunk(4, op),
    ...Object.entries(attributes).map(([name, value]) =>
      chunk(5, message(chunk(1, name), number(3, value), number(20, 2))),
    ),
  );
}

export function valueInfo(name: string, type: number, dims: readonly (number | string)[]): Uint8Array {
  const shape = message(
    ...dims.map((dim) => chunk(1, typeof dim === 'number' ? number(1, dim) : chunk(2, dim))),
  );
  return message(chunk(1, name), chunk(2, chunk(1, message(number(1, type), chunk(2, shape)))));
}

export interface TestModel {
  readonly inputDims: readonly (number | string)[];
  readonly outputDims: readonly number[];
  /** The output, whatever the picture is. */
  readonly output: readonly number[];
  /** Multiplies the output by the picture's mean brightness: all of it for a white picture, nothing for a black one. */
  readonly dimmed?: boolean;
  readonly type?: typeof FLOAT | typeof FLOAT16;
  /** Sends the picture through QuantizeLinear and DequantizeLinear, as int8 exports do. */
  readonly quantised?: boolean;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The bytes of an ONNX file. */
export function onnxModel({
  inputDims,
  outputDims,
  output,
  type = FLOAT,
  dimmed = false,
  quantised = false,
  metadata = {},
}: TestModel): Uint8Array {
  const picture = quantised ? 'dequantised' : 'images';
  const graph = message(
    ...(quantised
      ? [
          chunk(1, node('QuantizeLinear', ['images', 'scale', 'zero_point'], 'quantised')),
          chunk(1, node('DequantizeLinear', ['quantised', 'scale', 'zero_point'], 'dequantised')),
          chunk(5, tensor('scale', FLOAT, [], [1 / 255])),
          chunk(5, tensor('zero_point', UINT8, [], [0])),
        ]
      : []),
    chunk(1, node('ReduceMean', [picture], 'mean', { keepdims: 0 })),
    ...(dimmed
      ? [chunk(1, node('Mul', ['answer', 'mean'], 'output0'))]
      : // answer + 0 × mean(picture): constant, yet computed from the input.
        [
          chunk(1, node('Mul', ['mean', 'zero'], 'nothing')),
          chunk(1, node('Add', ['answer', 'nothing'], 'output0')),
        ]),
    chunk(2, 'test'),
    chunk(5, tensor('zero', type, [], [0])),
    chunk(5, tensor('answer', type, outputDims, output)),
    chunk(11, valueInfo('images', type, inputDims)),
    chunk(12, valueInfo('output0', type, outputDims)),
  );
  return message(
    number(1, 8),
    chunk(7, graph),
    chunk(8, message(chunk(1, ''), number(2, 13))),
    ...Object.entries(metadata).map(([key, value]) => chunk(14, message(chunk(1, key), chunk(2, value)))),
  );
}
