/** From an aligned face to a unit vector: the same person's lie close together. */
import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-node';
import { openSession } from '../model/ort-session.js';
import { meanOf, similarityOf } from './geometry.js';
import { type FaceMesh, pointOf } from './mesh.js';
import { cutView, type Picture } from './picture.js';
import type { EmbedderProfile } from './profile.js';

/** Unit length. */
export type Embedding = Float32Array;

export interface Embedder {
  readonly profile: EmbedderProfile;
  /** The face as the embedder sees it, three planes in the profile's format. */
  align(picture: Picture, mesh: FaceMesh): Float32Array;
  /** The middle of the embeddings of the view and of its mirror image: steadier than either. */
  embed(aligned: Float32Array): Promise<Embedding>;
  close(): Promise<void>;
}

/** Mesh points around each eye (as the picture shows it), the tip of the nose, the corners of the mouth. */
const LEFT_EYE = [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246];
const RIGHT_EYE = [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466];
const NOSE = [1];
const MOUTH_LEFT = [61];
const MOUTH_RIGHT = [291];

/** @throws Error when the model does not fit its profile */
export async function loadEmbedder(profile: EmbedderProfile): Promise<Embedder> {
  const session = await openSession(await readFile(profile.model));
  const { width, height, mean, scale, channels, layout } = profile.input;
  const input = session.inputNames[0] as string;
  const output = session.outputNames[0] as string;
  const dims = layout === 'nchw' ? [1, 3, height, width] : [1, height, width, 3];

  async function run(planes: Float32Array): Promise<Embedding> {
    const pixels = layout === 'nchw' ? planes : interleave(planes);
    const outputs = await session.run({ [input]: new ort.Tensor('float32', pixels, dims) });
    return unit(Float32Array.from(outputs[output]?.data as Float32Array));
  }

  const probe = await run(new Float32Array(3 * width * height)).catch((error: Error) => {
    throw new Error(`embedder ${profile.id}: ${error.message}`, { cause: error });
  });
  if (probe.length < 16) throw new Error(`embedder ${profile.id}: ${probe.length} numbers are no embedding`);

  return {
    profile,
    align(picture, mesh) {
      const found = [LEFT_EYE, RIGHT_EYE, NOSE, MOUTH_LEFT, MOUTH_RIGHT].map((indices) =>
        meanOf(indices.map((index) => pointOf(mesh, index))),
      );
      const toPicture = similarityOf(profile.alignment, found);
      return cutView(picture, toPicture, { width, height }, { mean, scale, bgr: channels === 'bgr' });
    },
    async embed(aligned) {
      return average([await run(aligned), await run(mirror(aligned, width))]);
    },
    close: () => session.release(),
  };
}

/** Scaled to length 1. */
export function unit(vector: Float32Array): Embedding {
  let square = 0;
  for (const value of vector) square += value * value;
  const length = Math.sqrt(square) || 1;
  return vector.map((value) => value / length);
}

/** The unit vector in the middle of some. */
export function average(embeddings: readonly Embedding[]): Embedding {
  const sum = new Float32Array(embeddings[0]?.length ?? 0);
  for (const embedding of embeddings)
    for (let index = 0; index < sum.length; index += 1)
      sum[index] = (sum[index] as number) + (embedding[index] as number);
  return unit(sum);
}

/** Cosine of two unit vectors, −1 … 1. */
export function cosine(a: Embedding, b: Embedding): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] as number) * (b[index] as number);
  return sum;
}

function mirror(planes: Float32Array, width: number): Float32Array {
  const mirrored = new Float32Array(planes.length);
  for (let row = 0; row < planes.length; row += width)
    for (let x = 0; x < width; x += 1) mirrored[row + x] = planes[row + width - 1 - x] as number;
  return mirrored;
}

function interleave(planes: Float32Array): Float32Array {
  const plane = planes.length / 3;
  const pixels = new Float32Array(planes.length);
  for (let index = 0; index < plane; index += 1)
    for (let channel = 0; channel < 3; channel += 1)
      pixels[index * 3 + channel] = planes[channel * plane + index] as number;
  return pixels;
}
