/** Runs tfjs graph models with TensorFlow.js itself, to compare our conversions with. */
import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import type { TfModel } from '../../src/vision/tfjs/graph-model.js';

/**
 * @param json content of a model's JSON file; @param bin its weights
 * @returns for each picture its outputs
 */
export async function runTfjs(
  json: string,
  bin: Buffer,
  pictures: readonly Float32Array[],
  size: number,
  outputs: readonly string[],
): Promise<readonly (readonly Float32Array[])[]> {
  await tf.setBackend('cpu');
  const model = JSON.parse(json);
  const loaded = await loadGraphModel({
    load: async () => ({
      modelTopology: model.modelTopology,
      weightSpecs: model.weightsManifest.flatMap((group: { weights: object[] }) => group.weights),
      weightData: new Uint8Array(bin).buffer,
      format: model.format,
      signature: model.signature,
      userDefinedMetadata: model.userDefinedMetadata,
    }),
  });
  const resultsOf = (planes: Float32Array) =>
    tf.tidy(() => {
      const input = tf.expandDims(tf.transpose(tf.tensor3d(planes, [3, size, size]), [1, 2, 0]), 0);
      const raw = loaded.execute(input, [...outputs]);
      return (Array.isArray(raw) ? raw : [raw]).map((tensor) => Float32Array.from(tensor.dataSync()));
    });
  const results = pictures.map(resultsOf);
  loaded.dispose();
  return results;
}

/** A changed model as the two files of tfjs again. */
export function asFiles({ nodes, weights }: TfModel): { readonly json: string; readonly bin: Buffer } {
  const entries = [...weights].map(([name, { shape, data }]) => ({ name, shape, data }));
  const constants = nodes.map((node) => {
    const weight = weights.get(node.name);
    if (!weight) return node;
    const dim = weight.shape.map((size) => ({ size: String(size) }));
    const type = weight.data instanceof Int32Array ? 'DT_INT32' : 'DT_FLOAT';
    return {
      ...node,
      attr: { dtype: { type }, value: { tensor: { dtype: type, tensorShape: { dim } } } },
    };
  });
  const specs = entries.map(({ name, shape, data }) => ({
    name,
    shape,
    dtype: data instanceof Int32Array ? 'int32' : 'float32',
  }));
  const bin = Buffer.concat(
    entries.map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength)),
  );
  const json = JSON.stringify({
    format: 'graph-model',
    modelTopology: { node: constants, versions: { producer: 1 } },
    weightsManifest: [{ paths: ['weights.bin'], weights: specs }],
  });
  return { json, bin };
}
