/** A tfjs graph model as its two files hold it: nodes in JSON, weights in one binary. */
import { fromHalf } from '../half.js';

export interface TfNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, TfAttribute>>;
}

interface TfAttribute {
  /** Base64. */
  readonly s?: string;
  readonly b?: boolean;
  readonly list?: { readonly i?: readonly (number | string)[]; readonly s?: readonly string[] };
  readonly shape?: { readonly dim?: readonly { readonly size: number | string }[] };
}

export interface TfTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

export interface TfModel {
  readonly nodes: readonly TfNode[];
  /** Constants by node name. */
  readonly weights: ReadonlyMap<string, TfTensor>;
}

interface WeightEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
  readonly quantization?: { readonly dtype: string };
}

interface ModelJson {
  readonly modelTopology: { readonly node: readonly TfNode[] };
  readonly weightsManifest: readonly { readonly weights: readonly WeightEntry[] }[];
}

/**
 * @param json content of `model.json`
 * @param binary all weight files one after the other, in the manifest's order
 * @throws Error for number formats this program does not read, or when the weights do not fill the binary exactly
 */
export function parseGraphModel(json: string, binary: Uint8Array): TfModel {
  const { modelTopology, weightsManifest } = JSON.parse(json) as ModelJson;
  const weights = new Map<string, TfTensor>();
  let offset = 0;
  for (const entry of weightsManifest.flatMap((group) => group.weights)) {
    const count = entry.shape.reduce((product, dim) => product * dim, 1);
    const bytes = count * (entry.quantization?.dtype === 'float16' ? 2 : 4);
    // A copy, because typed arrays must start at a multiple of their element size.
    const raw = new Uint8Array(binary.subarray(offset, offset + bytes)).buffer;
    if (raw.byteLength !== bytes) throw new Error('the weights end too early');
    weights.set(entry.name, { shape: entry.shape, data: numbersOf(entry, raw) });
    offset += bytes;
  }
  if (offset !== binary.length) throw new Error('the weights are longer than the manifest says');
  return { nodes: modelTopology.node, weights };
}

function numbersOf({ name, dtype, quantization }: WeightEntry, raw: ArrayBuffer): Float32Array | Int32Array {
  if (quantization === undefined) return dtype === 'int32' ? new Int32Array(raw) : new Float32Array(raw);
  if (quantization.dtype === 'float16') return fromHalf(new Uint16Array(raw));
  throw new Error(`${name}: quantised as ${quantization.dtype}, which is not supported`);
}

/** The node an input names: `^a` is a control edge, `a:0` the first output of a. */
export const nodeNameOf = (input: string): string => input.replace(/^\^/, '').replace(/:0$/, '');

const decode = (base64: string): string => Buffer.from(base64, 'base64').toString();

export function textOf(node: TfNode, key: string): string | undefined {
  const value = node.attr?.[key]?.s;
  return value === undefined ? undefined : decode(value);
}

export function textsOf(node: TfNode, key: string): readonly string[] {
  return (node.attr?.[key]?.list?.s ?? []).map(decode);
}

export function integersOf(node: TfNode, key: string): readonly number[] {
  return (node.attr?.[key]?.list?.i ?? []).map(Number);
}

/** @returns the nodes the outputs need, each after its inputs: the file's order promises nothing */
export function sortNodes(nodes: readonly TfNode[], outputs: readonly string[]): readonly TfNode[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const sorted = new Set<TfNode>();
  const open = new Set<string>();
  const visit = (name: string): void => {
    const node = byName.get(name);
    if (!node) throw new Error(`there is no node ${name}`);
    if (sorted.has(node)) return;
    if (open.has(name)) throw new Error(`node ${name} needs itself`);
    open.add(name);
    for (const input of node.input ?? []) visit(nodeNameOf(input));
    sorted.add(node);
  };
  for (const output of outputs) visit(output);
  return [...sorted];
}
