/**
 * tfjs graph models → ONNX, for the handful of operators that the face models use.
 *
 * Tensors are kept channels first between nodes; what TensorFlow flattens (Reshape, Squeeze of more than points) is
 * transposed back before, because the order of the numbers is part of its meaning.
 */
import { createGraph, type GraphBuilder } from '../onnx/graph.js';
import { type Conversion, channelsLast, type Value } from './conversion.js';
import { nodeNameOf, sortNodes, type TfModel, type TfNode, type TfTensor } from './graph-model.js';
import { OPERATORS } from './operators.js';

export interface ConversionPlan {
  readonly title: string;
  /** ONNX output → TensorFlow node. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Name of the open batch dimension. */
const BATCH = 'N';

/**
 * @returns an ONNX file with one input `input`, `[N, 3, height, width]`, and the outputs of the plan, channels last
 * @throws Error that names the node which cannot be converted
 */
export function convertGraphModel(
  model: TfModel,
  { title, outputs, metadata = {} }: ConversionPlan,
): Uint8Array {
  const graph = createGraph(title);
  const values = new Map<string, Value>();
  const byName = new Map(model.nodes.map((node) => [node.name, node]));

  const constant = (input: string | undefined): TfTensor | undefined => {
    let name = nodeNameOf(input ?? '');
    for (let node = byName.get(name); node?.op === 'Identity'; node = byName.get(name))
      name = nodeNameOf(node.input?.[0] ?? '');
    return model.weights.get(name);
  };
  const value = (input: string | undefined): Value => {
    const found = values.get(nodeNameOf(input ?? ''));
    if (!found) throw new Error(`input ${input} is not computed`);
    return found;
  };
  const conversion: Conversion = { graph, value, constant };

  for (const node of sortNodes(model.nodes, Object.values(outputs))) {
    if (constant(node.name)) continue;
    values.set(node.name, convertNode(conversion, node));
  }
  for (const [name, node] of Object.entries(outputs)) {
    const result = value(node);
    graph.node('Identity', [channelsLast(graph, result)], {}, name);
    graph.output(name, [BATCH, ...result.shape.slice(1)]);
  }
  return graph.encode(metadata);
}

function convertNode(conversion: Conversion, node: TfNode): Value {
  try {
    if (node.op === 'Placeholder') return addInput(conversion.graph, node);
    const operator = OPERATORS[node.op];
    if (!operator) throw new Error(`operator ${node.op} is not supported`);
    return operator(conversion, node);
  } catch (error) {
    throw new Error(`node ${node.name}: ${(error as Error).message}`);
  }
}

function addInput(graph: GraphBuilder, node: TfNode): Value {
  const [, height, width, channels] = (node.attr?.shape?.shape?.dim ?? []).map(({ size }) => Number(size));
  if (!height || !width || !channels) throw new Error('the input has no fixed size');
  graph.input('input', [BATCH, channels, height, width]);
  return { name: 'input', shape: [1, height, width, channels], channelsFirst: true };
}
