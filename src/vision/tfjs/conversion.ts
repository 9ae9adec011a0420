/** What the converter and its operators share: tensors of the graph under construction. */
import type { GraphBuilder } from '../onnx/graph.js';
import type { TfTensor } from './graph-model.js';

/** A tensor in the ONNX graph under construction. */
export interface Value {
  readonly name: string;
  /** TensorFlow's shape, channels last, for a batch of one. */
  readonly shape: readonly number[];
  /** Whether the ONNX tensor has its channels first. */
  readonly channelsFirst: boolean;
}

/** What an operator may use while it is converted. */
export interface Conversion {
  readonly graph: GraphBuilder;
  /** The value an input of a node stands for. */
  value(input: string | undefined): Value;
  /** The constant an input stands for, or undefined when it is computed. */
  constant(input: string | undefined): TfTensor | undefined;
}

/** The tensor in TensorFlow's order of numbers. */
export function channelsLast(graph: GraphBuilder, { name, shape, channelsFirst }: Value): string {
  const isPoint = shape[1] === 1 && shape[2] === 1;
  return !channelsFirst || isPoint ? name : graph.node('Transpose', [name], { perm: [0, 2, 3, 1] });
}
