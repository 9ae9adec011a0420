/** The converted face models compute what the source library computes, and the repair mends what was broken. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadFinder } from '../../../src/vision/face/finder.js';
import { similarityOf } from '../../../src/vision/face/geometry.js';
import { loadMesh, pointOf } from '../../../src/vision/face/mesh.js';
import { installedModels } from '../../../src/vision/face/models/npm-package.js';
import { FACE_MODELS as PINS } from '../../../src/vision/face/models/pins.js';
import { faceModelFiles, readPinned } from '../../../src/vision/face/models/prepare.js';
import { cutView, decodePicture } from '../../../src/vision/face/picture.js';
import { ARCFACE_POINTS } from '../../../src/vision/face/profile.js';
import { convertGraphModel } from '../../../src/vision/tfjs/convert.js';
import { parseGraphModel, type TfModel } from '../../../src/vision/tfjs/graph-model.js';
import { repairPrelu } from '../../../src/vision/tfjs/repair-prelu.js';
import { type PublishedModel, publishedEmbedder } from '../../support/embedder.js';
import { FACE_MODELS } from '../../support/face-models.js';
import { temporaryFolder } from '../../support/folder.js';
import { hasLfw10, LFW10, PEOPLE, readPeople } from '../../support/people.js';
import { asFiles, runTfjs } from '../../support/tfjs.js';

const TOLERANCE = 1e-3;
const files = faceModelFiles(FACE_MODELS);
const human = installedModels('@vladmandic/human');
const source = (name: string) => ({
  json: readFileSync(join(human, `${name}.json`), 'utf8'),
  bin: readFileSync(join(human, `${name}.bin`)),
});
/** Two rendered people, and two real ones where their photos are at hand. */
const pictures = [
  ...readPeople(join(PEOPLE, 'stills')).slice(0, 2),
  ...(hasLfw10 ? readPeople(LFW10).slice(0, 2) : []),
].map(({ pictures: [first] }) => first as Buffer);

async function view(bytes: Buffer, size: number, mean: number, scale: number): Promise<Float32Array> {
  const picture = await decodePicture(bytes);
  const side = Math.max(picture.width, picture.height) / size;
  return cutView(picture, [side, 0, 0, 0, side, 0], { width: size, height: size }, { mean, scale });
}

async function runOnnx(model: Uint8Array, planes: Float32Array, size: number) {
  const session = await ort.InferenceSession.create(model, { logSeverityLevel: 3 });
  const outputs = await session.run({ input: new ort.Tensor('float32', planes, [1, 3, size, size]) });
  await session.release();
  return outputs;
}

/** Absolute for small numbers, relative for those above 1: raw scores of the finder reach −100. */
function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let largest = 0;
  for (let i = 0; i < a.length; i += 1)
    largest = Math.max(
      largest,
      Math.abs((a[i] as number) - (b[i] as number)) / Math.max(1, Math.abs(b[i] as number)),
    );
  return largest;
}

describe.each([
  { name: 'blazeface', size: 256, mean: 127.5, scale: 1 / 127.5 },
  { name: 'facemesh', size: 192, mean: 0, scale: 1 / 255 },
] as const)('$name', ({ name, size, mean, scale }) => {
  it('gives what TensorFlow.js gives, on each picture', async () => {
    const { json, bin } = source(name);
    const outputs = PINS[name].outputs;
    const views = await Promise.all(pictures.map((bytes) => view(bytes, size, mean, scale)));
    const all = await runTfjs(json, bin, views, size, Object.values(outputs));
    for (const [number, planes] of views.entries()) {
      const expected = all[number] ?? [];
      const actual = await runOnnx(readFileSync(files[name]), planes, size);
      for (const [index, output] of Object.keys(outputs).entries()) {
        const difference = largestDifference(actual[output]?.data as Float32Array, expected[index] ?? []);
        expect(difference).toBeLessThanOrEqual(TOLERANCE);
      }
    }
  });
});

it('takes no weights but the pinned ones', async () => {
  const file = join(temporaryFolder(), 'blazeface.bin');
  const bytes = Buffer.from(source('blazeface').bin);
  writeFileSync(file, bytes);
  await expect(readPinned(file, PINS.blazeface.bin)).resolves.toHaveLength(bytes.length);
  bytes[1000] = (bytes[1000] as number) ^ 1;
  writeFileSync(file, bytes);
  await expect(readPinned(file, PINS.blazeface.bin)).rejects.toThrow(
    /not the file this program was made for/,
  );
});

describe('mobilefacenet', () => {
  const SIZE = 112;
  let published: TfModel;
  let original: PublishedModel;
  let faces: readonly Float32Array[];

  beforeAll(async () => {
    original = await publishedEmbedder();
    published = parseGraphModel(original.json, original.bin);
    const finder = await loadFinder(files.blazeface);
    const mesher = await loadMesh(files.facemesh);
    faces = await Promise.all(pictures.map((bytes) => alignedFace(bytes, finder, mesher)));
    await finder.close();
    await mesher.close();
  }, 120_000);

  const convert = (model: TfModel, outputs: Record<string, string> = { embedding: 'embeddings' }) =>
    convertGraphModel(model, { title: 'mobilefacenet', outputs });

  it('as published gives what TensorFlow.js gives', async () => {
    const model = convert(published);
    const all = await runTfjs(original.json, original.bin, faces, SIZE, ['embeddings']);
    for (const [number, face] of faces.entries()) {
      const [expected] = all[number] ?? [];
      const actual = await runOnnx(model, face, SIZE);
      expect(largestDifference(actual.embedding?.data as Float32Array, expected ?? [])).toBeLessThanOrEqual(
        TOLERANCE,
      );
    }
  });

  it('repaired gives what TensorFlow.js gives of the repaired graph', async () => {
    const { json, bin } = asFiles(repairPrelu(published));
    const all = await runTfjs(json, bin, faces, SIZE, ['embeddings']);
    for (const [number, face] of faces.entries()) {
      const [expected] = all[number] ?? [];
      const actual = await runOnnx(readFileSync(files.mobilefacenet), face, SIZE);
      expect(largestDifference(actual.embedding?.data as Float32Array, expected ?? [])).toBeLessThanOrEqual(
        TOLERANCE,
      );
    }
  });

  it('repaired has linear layers whose outputs are centred again, as batch normalisation leaves them', async () => {
    const layers = linearLayersOf(repairPrelu(published));
    expect(layers.length).toBeGreaterThan(10);
    const outputs = Object.fromEntries(layers.map((name, index) => [`layer${index}`, name]));
    const before = await offCentre(convert(published, outputs), faces, layers.length);
    const after = await offCentre(convert(repairPrelu(published), outputs), faces, layers.length);
    expect(before).toBeGreaterThan(1);
    expect(after).toBeLessThan(0.2);
  });

  /** Convolutions without an activation: only a bias is fused, and no Prelu reads them. */
  function linearLayersOf({ nodes }: TfModel): readonly string[] {
    const read = new Set(nodes.filter(({ op }) => op === 'Prelu').map(({ input }) => input?.[0] ?? ''));
    return nodes.filter(({ op, name }) => op === '_FusedConv2D' && !read.has(name)).map(({ name }) => name);
  }

  /** How far channels' means are from zero, in units of their spread, on average. */
  async function offCentre(
    model: Uint8Array,
    views: readonly Float32Array[],
    count: number,
  ): Promise<number> {
    const all = await Promise.all(views.map((planes) => runOnnx(model, planes, SIZE)));
    let sum = 0;
    let channels = 0;
    for (let layer = 0; layer < count; layer += 1) {
      const tensors = all.map((outputs) => outputs[`layer${layer}`] as ort.Tensor);
      const width = tensors[0]?.dims.at(-1) ?? 1;
      for (let channel = 0; channel < width; channel += 1) {
        let [count, total, squares] = [0, 0, 0];
        for (const { data } of tensors) {
          for (let index = channel; index < data.length; index += width) {
            const value = data[index] as number;
            count += 1;
            total += value;
            squares += value * value;
          }
        }
        const mean = total / count;
        sum += Math.abs(mean) / (Math.sqrt(Math.max(0, squares / count - mean * mean)) || 1);
        channels += 1;
      }
    }
    return sum / channels;
  }

  type Finder = Awaited<ReturnType<typeof loadFinder>>;
  type Mesher = Awaited<ReturnType<typeof loadMesh>>;

  async function alignedFace(bytes: Buffer, finder: Finder, mesher: Mesher): Promise<Float32Array> {
    const picture = await decodePicture(bytes);
    const [face] = await finder.find(bytes);
    if (!face) throw new Error('no face in a test picture');
    const mesh = await mesher.measure(picture, face);
    const five = [33, 263, 1, 61, 291].map((index) => pointOf(mesh, index));
    const size = { width: SIZE, height: SIZE };
    return cutView(picture, similarityOf(ARCFACE_POINTS, five), size, { mean: 127.5, scale: 1 / 128 });
  }
});
