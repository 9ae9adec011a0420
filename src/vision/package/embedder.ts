/** From a square cut-out around a package to a unit vector: pictures of one product lie close together. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-node';
import { readOnnxMetadata } from '../model/onnx-metadata.js';
import { openSession } from '../model/ort-session.js';
import type { MatchRule } from './gallery.js';

/** Side of the embedder's input, pixels. */
export const CROP_SIDE = 128;

export interface PackageEmbedderInfo {
  /** Written beside every vector: those of two embedders are never compared. */
  readonly id: string;
  readonly rule: MatchRule;
  /** Views of one object that are averaged before it is compared. */
  readonly frames: number;
}

export interface PackageEmbedder {
  readonly info: PackageEmbedderInfo;
  /**
   * @param crops each three planes of `CROP_SIDE`², RGB, 0 … 1
   * @returns a unit vector for each
   */
  embed(crops: readonly Float32Array[]): Promise<readonly Float32Array[]>;
  close(): Promise<void>;
}

/**
 * Loads an embedder and runs it once, so that a wrong file is refused here and not at the first customer.
 * @throws Error that names the file and what is wrong with it
 */
export async function loadPackageEmbedder(file: string): Promise<PackageEmbedder> {
  try {
    return await load(file);
  } catch (error) {
    throw new Error(`embedder ${file}: ${(error as Error).message}`, { cause: error });
  }
}

async function load(file: string): Promise<PackageEmbedder> {
  const bytes = await readFile(file);
  const info = readInfo(bytes);
  const session = await openSession(bytes);
  const input = session.inputNames[0] as string;
  const output = session.outputNames[0] as string;
  const plane = 3 * CROP_SIDE * CROP_SIDE;

  async function embed(crops: readonly Float32Array[]): Promise<readonly Float32Array[]> {
    if (crops.length === 0) return [];
    const pixels = new Float32Array(crops.length * plane);
    crops.forEach((crop, index) => {
      pixels.set(crop, index * plane);
    });
    const tensor = new ort.Tensor('float32', pixels, [crops.length, 3, CROP_SIDE, CROP_SIDE]);
    const values = (await session.run({ [input]: tensor }))[output]?.data as Float32Array;
    const length = values.length / crops.length;
    return crops.map((_, index) => values.slice(index * length, (index + 1) * length));
  }

  const [probe] = await embed([new Float32Array(plane).fill(0.5)]);
  if (!probe || probe.length < 16) throw new Error(`${probe?.length ?? 0} numbers are no embedding`);
  return { info, embed, close: () => session.release() };
}

/** What an embedder's file says of itself, without loading it. @throws Error when it is none */
export function readInfo(bytes: Uint8Array): PackageEmbedderInfo {
  const metadata = readOnnxMetadata(bytes);
  const task = metadata.get('task');
  if (task !== 'embed') throw new Error(`its task is "${task ?? ''}"; give an embedder of packages`);
  const numberOf = (key: string): number => {
    const value = Number(metadata.get(key) ?? Number.NaN);
    if (!Number.isFinite(value)) throw new Error(`its metadata has no number "${key}"`);
    return value;
  };
  const digest = createHash('sha256').update(bytes).digest('hex');
  return {
    id: `${metadata.get('version') ?? 'unnamed'}-${digest.slice(0, 12)}`,
    rule: {
      neighbours: numberOf('neighbours'),
      match: numberOf('match'),
      margin: numberOf('margin'),
    },
    frames: numberOf('frames'),
  };
}
