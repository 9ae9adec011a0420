/** How each TensorFlow operator is said in ONNX. */
import type { Attribute } from '../onnx/graph.js';
import { type Conversion, channelsLast, type Value } from './conversion.js';
import { integersOf, type TfNode, type TfTensor, textOf, textsOf } from './graph-model.js';
import { paddingOf, toDepthwise, toOihw } from './layout.js';

type Operator = (conversion: Conversion, node: TfNode) => Value;

export const OPERATORS: Readonly<Record<string, Operator>> = {
  Identity: ({ value }, { input }) => value(input?.[0]),
  _FusedConv2D: convolution,
  DepthwiseConv2dNative: convolution,
  FusedDepthwiseConv2dNative: convolution,
  MaxPool: maxPool,
  Pad: pad,
  Prelu: ({ graph, value, constant }, { input }) => {
    const x = value(input?.[0]);
    return { ...x, name: prelu({ graph }, x.name, constant(input?.[1])) };
  },
  Reshape: reshape,
  Squeeze: squeeze,
  Sum: sum,
  Square: ({ graph, value }, { input }) => {
    const x = value(input?.[0]);
    return { ...x, name: graph.node('Mul', [x.name, x.name]) };
  },
  Rsqrt: ({ graph, value }, { input }) => {
    const x = value(input?.[0]);
    return { ...x, name: graph.node('Reciprocal', [graph.node('Sqrt', [x.name])]) };
  },
  Relu: elementwise('Relu'),
  Sigmoid: elementwise('Sigmoid'),
  Abs: elementwise('Abs'),
  Add: binary('Add'),
  AddV2: binary('Add'),
  Sub: binary('Sub'),
  Mul: binary('Mul'),
  Maximum: binary('Max'),
};

function elementwise(op: string): Operator {
  return ({ graph, value }, { input }) => {
    const x = value(input?.[0]);
    return { ...x, name: graph.node(op, [x.name]) };
  };
}

function binary(op: string): Operator {
  return (conversion, { input }) => {
    const { graph, value, constant } = conversion;
    const [left, right] = [constant(input?.[0]), constant(input?.[1])];
    const x = value(left ? input?.[1] : input?.[0]);
    if (left) return { ...x, name: graph.node(op, [broadcast(conversion, x, left), x.name]) };
    if (right) return { ...x, name: graph.node(op, [x.name, broadcast(conversion, x, right)]) };
    const y = value(input?.[1]);
    if (x.channelsFirst !== y.channelsFirst) throw new Error('two layouts meet');
    const shape = x.shape.map((size, axis) => Math.max(size, y.shape[axis] ?? 1));
    return { ...x, name: graph.node(op, [x.name, y.name]), shape };
  };
}

/** A constant that fits beside a value: one number a channel, or one for all. */
function broadcast({ graph }: Conversion, { channelsFirst }: Value, { shape, data }: TfTensor): string {
  if (!channelsFirst) return graph.floats(Float32Array.from(data), shape);
  const wide = shape.filter((size) => size !== 1);
  if (wide.length > 1) throw new Error(`a constant of shape [${shape.join(', ')}] beside channels`);
  return graph.floats(Float32Array.from(data), wide.length === 0 ? [] : [wide[0] as number, 1, 1]);
}

function convolution(conversion: Conversion, node: TfNode): Value {
  const { graph, value, constant } = conversion;
  const input = node.input ?? [];
  const x = value(input[0]);
  const weights = constant(input[1]);
  if (!weights) throw new Error('its weights are not constant');
  if ((textOf(node, 'data_format') ?? 'NHWC') !== 'NHWC') throw new Error('its data are not channels last');
  if (integersOf(node, 'dilations').some((dilation) => dilation !== 1)) throw new Error('it is dilated');
  const depthwise = node.op.includes('Depthwise');
  const [kernelHeight, kernelWidth, inputs, last] = weights.shape as [number, number, number, number];
  const outputs = depthwise ? inputs * last : last;
  const window = windowOf(node, x, [kernelHeight, kernelWidth], integersOf(node, 'strides'));
  const tensor = depthwise
    ? graph.floats(toDepthwise(weights.data, weights.shape), [outputs, 1, kernelHeight, kernelWidth])
    : graph.floats(toOihw(weights.data, weights.shape), [outputs, inputs, kernelHeight, kernelWidth]);

  const fused = [...textsOf(node, 'fused_ops')];
  const extra = input.slice(2);
  const operands = [x.name, tensor];
  if (fused[0] === 'BiasAdd') {
    fused.shift();
    operands.push(graph.floats(Float32Array.from(constant(extra.shift())?.data ?? []), [outputs]));
  }
  let name = graph.node('Conv', operands, { ...window.attributes, group: depthwise ? inputs : 1 });
  for (const activation of fused) {
    if (activation === 'Relu') name = graph.node('Relu', [name]);
    else if (activation === 'Prelu') name = prelu({ graph }, name, constant(extra.shift()));
    else throw new Error(`activation ${activation} is not supported`);
  }
  return { name, shape: [1, ...window.size, outputs], channelsFirst: true };
}

function maxPool({ graph, value }: Conversion, node: TfNode): Value {
  const x = value(node.input?.[0]);
  const [, height = 1, width = 1] = integersOf(node, 'ksize');
  const window = windowOf(node, x, [height, width], integersOf(node, 'strides'));
  const name = graph.node('MaxPool', [x.name], window.attributes);
  return { name, shape: [1, ...window.size, x.shape[3] as number], channelsFirst: true };
}

function windowOf(
  node: TfNode,
  { shape }: Value,
  kernel: readonly [number, number],
  [, strideY = 1, strideX = 1]: readonly number[],
): { readonly attributes: Record<string, Attribute>; readonly size: readonly [number, number] } {
  const word = textOf(node, 'padding');
  const y = paddingOf(word, shape[1] as number, kernel[0], strideY);
  const x = paddingOf(word, shape[2] as number, kernel[1], strideX);
  const attributes = {
    kernel_shape: kernel,
    strides: [strideY, strideX],
    pads: [y.before, x.before, y.after, x.after],
  };
  return { attributes, size: [y.size, x.size] };
}

/**
 * x·slope + relu(x)·(1 − slope), each product as a batch normalisation: the engine's own PRelu with a slope a channel
 * takes twice as long for the embedder (12 ms instead of 6).
 */
function prelu({ graph }: Pick<Conversion, 'graph'>, x: string, slope: TfTensor | undefined): string {
  if (!slope) throw new Error('its slope is not constant');
  const channels = slope.data.length;
  const filled = (value: number) => graph.floats(new Float32Array(channels).fill(value), [channels]);
  const scale = (input: string, factors: Float32Array) =>
    graph.node(
      'BatchNormalization',
      [input, graph.floats(factors, [channels]), filled(0), filled(0), filled(1)],
      { epsilon: { float: 0 } },
    );
  const slopes = Float32Array.from(slope.data);
  const rest = slopes.map((value) => 1 - value);
  return graph.node('Add', [scale(x, slopes), scale(graph.node('Relu', [x]), rest)]);
}

function pad({ graph, value, constant }: Conversion, { input }: TfNode): Value {
  const x = value(input?.[0]);
  const widths = constant(input?.[1])?.data;
  if (!widths) throw new Error('its widths are not constant');
  const axes = x.channelsFirst ? [0, 3, 1, 2] : [0, 1, 2, 3];
  const side = (end: 0 | 1) => axes.map((axis) => widths[axis * 2 + end] as number);
  const name = graph.node('Pad', [x.name, graph.integers([...side(0), ...side(1)])], { mode: 'constant' });
  const shape = x.shape.map(
    (size, axis) => size + (widths[axis * 2] as number) + (widths[axis * 2 + 1] as number),
  );
  return { ...x, name, shape };
}

function reshape({ graph, value, constant }: Conversion, { input }: TfNode): Value {
  const x = value(input?.[0]);
  const wanted = constant(input?.[1])?.data;
  if (!wanted) throw new Error('its shape is not constant');
  const total = x.shape.reduce((product, size) => product * size, 1);
  const known = [...wanted].filter((size) => size > 0).reduce((product, size) => product * size, 1);
  const shape = [...wanted].map((size) => (size === -1 ? total / known : size));
  // The batch is open, so it takes what is left.
  const target = graph.integers([-1, ...shape.slice(1)]);
  return { name: graph.node('Reshape', [channelsLast(graph, x), target]), shape, channelsFirst: false };
}

function squeeze({ graph, value }: Conversion, node: TfNode): Value {
  const x = value(node.input?.[0]);
  const axes = integersOf(node, 'squeeze_dims').map((axis) => (axis + x.shape.length) % x.shape.length);
  const source = x.channelsFirst ? graph.node('Transpose', [x.name], { perm: [0, 2, 3, 1] }) : x.name;
  const shape = x.shape.filter((_, axis) => !axes.includes(axis));
  return { name: graph.node('Squeeze', [source, graph.integers(axes)]), shape, channelsFirst: false };
}

function sum({ graph, value, constant }: Conversion, node: TfNode): Value {
  const x = value(node.input?.[0]);
  if (x.channelsFirst || !node.attr?.keep_dims?.b) throw new Error('only sums of vectors are supported');
  const axes = [...(constant(node.input?.[1])?.data ?? [])].map(
    (axis) => (axis + x.shape.length) % x.shape.length,
  );
  const shape = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const name = graph.node('ReduceSum', [x.name, graph.integers(axes)], { keepdims: 1 });
  return { ...x, name, shape };
}
