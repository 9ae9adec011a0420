/** Builds an ONNX file node by node. Field numbers and types are onnx.proto's. */
import { chunk, float, message, number } from './protobuf.js';

/** A whole number, a list of them, or a float. */
export type Attribute = number | readonly number[] | { readonly float: number } | string;

export interface GraphBuilder {
  /** Adds constant weights; returns their name. */
  floats(values: Float32Array, dims: readonly number[]): string;
  /** Adds a constant list of whole numbers, as `Reshape` and `Pad` take it. */
  integers(values: readonly number[]): string;
  /** Adds a node with one output; returns the output's name. */
  node(
    op: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, Attribute>>,
    output?: string,
  ): string;
  /** A dimension that is text is open. */
  input(name: string, dims: readonly (number | string)[]): void;
  output(name: string, dims: readonly (number | string)[]): void;
  /** The bytes of the file, operator set 17. */
  encode(metadata?: Readonly<Record<string, string>>): Uint8Array;
}

const FLOAT = 1;
const INT64 = 7;
const OPERATOR_SET = 17;
const IR_VERSION = 8;

export function createGraph(title: string): GraphBuilder {
  const nodes: Uint8Array[] = [];
  const constants: Uint8Array[] = [];
  const ends: Uint8Array[] = [];
  let count = 0;
  const nameOf = (kind: string): string => `${kind}_${count++}`;

  return {
    floats(values, dims) {
      const expected = dims.reduce((product, dim) => product * dim, 1);
      if (values.length !== expected) throw new Error(`${values.length} values for [${dims.join(', ')}]`);
      const name = nameOf('weights');
      const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      constants.push(tensor(name, FLOAT, dims, raw));
      return name;
    },
    integers(values) {
      const name = nameOf('integers');
      const raw = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
      constants.push(tensor(name, INT64, [values.length], raw));
      return name;
    },
    node(op, inputs, attributes = {}, output = nameOf(op)) {
      const fields = Object.entries(attributes).map(([name, value]) => chunk(5, attribute(name, value)));
      nodes.push(message(...inputs.map((name) => chunk(1, name)), chunk(2, output), chunk(4, op), ...fields));
      return output;
    },
    input(name, dims) {
      ends.push(chunk(11, valueInfo(name, dims)));
    },
    output(name, dims) {
      ends.push(chunk(12, valueInfo(name, dims)));
    },
    encode(metadata = {}) {
      const graph = message(
        ...nodes.map((node) => chunk(1, node)),
        chunk(2, title),
        ...constants.map((constant) => chunk(5, constant)),
        ...ends,
      );
      return message(
        number(1, IR_VERSION),
        chunk(2, 'yolo1125'),
        chunk(7, graph),
        chunk(8, message(chunk(1, ''), number(2, OPERATOR_SET))),
        ...Object.entries(metadata).map(([key, value]) => chunk(14, message(chunk(1, key), chunk(2, value)))),
      );
    },
  };
}

function tensor(name: string, type: number, dims: readonly number[], raw: Uint8Array): Uint8Array {
  return message(...dims.map((dim) => number(1, dim)), number(2, type), chunk(8, name), chunk(9, raw));
}

function attribute(name: string, value: Attribute): Uint8Array {
  const head = chunk(1, name);
  if (typeof value === 'string') return message(head, chunk(4, value), number(20, 3));
  if (typeof value === 'number') return message(head, number(3, value), number(20, 2));
  if ('float' in value) return message(head, float(2, value.float), number(20, 1));
  return message(head, ...value.map((item) => number(8, item)), number(20, 7));
}

function valueInfo(name: string, dims: readonly (number | string)[]): Uint8Array {
  const shape = dims.map((dim) => chunk(1, typeof dim === 'number' ? number(1, dim) : chunk(2, dim)));
  return message(chunk(1, name), chunk(2, chunk(1, message(number(1, FLOAT), chunk(2, message(...shape))))));
}
