/**
 * Runs in a worker process: owns one product model and the face models, turns JPEG bytes into facts. Every process loads
 * its imports again, so what it imports reaches for single files and not for `index.ts`.
 */
import { AppError, type ErrorCode } from '../protocol/errors.js';
import { allowOnlyJpeg } from './decode-image.js';
import {
  type FaceAnalyser,
  type FaceAnalyserOptions,
  type FaceAnalysis,
  loadFaceAnalyser,
} from './face/face-analyser.js';
import { type Analysis, type Detector, loadDetector, type ModelInfo } from './model/detector.js';
import type { PackageEmbedderInfo } from './package/embedder.js';
import { openPackageEyes, type PackageEyes, type PackageEyesOptions, type Study } from './package/eyes.js';
import { withPackages } from './package/localise.js';
import type { Box } from './types.js';
import { serveTasks, workerData } from './workers/serve-tasks.js';

export interface WorkerData {
  readonly modelFile: string;
}

/** What the pool sends. */
export interface AnalysisTask {
  readonly jpeg: Uint8Array;
  /** 0 … 1. */
  readonly minScore: number;
  /** File of a model that finds packages which the product model does not know, or null. */
  readonly localiser: string | null;
}

/** What the pool sends for a face step. */
export interface FaceTask {
  readonly jpeg: Uint8Array;
  readonly options: FaceAnalyserOptions;
}

/** What the pool sends to have packages looked at: some in a picture, the one of a teaching picture, or kept crops. */
export type PackageTask = { readonly options: PackageEyesOptions } & (
  | { readonly kind: 'look'; readonly jpeg: Uint8Array; readonly boxes: readonly Box[] }
  | { readonly kind: 'study'; readonly jpeg: Uint8Array; readonly box: Box | null }
  | { readonly kind: 'crops'; readonly jpegs: readonly Uint8Array[] }
);

/** Errors cross processes as words: a class would not arrive as itself. */
export type Reply<T> =
  | ({ readonly ok: true; readonly ms: number } & T)
  | { readonly ok: false; readonly code: ErrorCode; readonly reason: string };
export type AnalysisReply = Reply<Analysis>;
export type FaceReply = Reply<FaceAnalysis>;

allowOnlyJpeg();
const { modelFile } = workerData<WorkerData>();
const loading = loadDetector(modelFile);
// The failure is told by `describe`.
loading.catch(() => {});

/** @throws Error when the model cannot be used */
async function describe(): Promise<ModelInfo> {
  return (await loading).info;
}

function analyse({ jpeg, minScore, localiser }: AnalysisTask): Promise<AnalysisReply> {
  return reply(async () => {
    const analysis = await (await loading).detect(jpeg, minScore);
    if (localiser === null) return analysis;
    const found = await (await localiserOf(localiser)).detect(jpeg, minScore);
    return { ...analysis, detections: withPackages(analysis.detections, found.detections) };
  });
}

let faces: { readonly key: string; readonly loading: Promise<FaceAnalyser> } | null = null;

/** The face models are loaded when they are first asked for: they may not be there yet when the worker starts. */
function faceAnalyser(options: FaceAnalyserOptions): Promise<FaceAnalyser> {
  const key = JSON.stringify(options);
  if (faces?.key === key) return faces.loading;
  const loading = loadFaceAnalyser(options);
  faces = { key, loading };
  // The next attempt finds the files as they are then.
  loading.catch(() => {
    faces = null;
  });
  return loading;
}

/** @throws Error when a face model cannot be used */
async function prepareFaces(options: FaceAnalyserOptions): Promise<void> {
  await faceAnalyser(options);
}

function analyseFaces({ jpeg, options }: FaceTask): Promise<FaceReply> {
  return reply(async () => (await faceAnalyser(options)).analyse(jpeg));
}

let localisers: { readonly file: string; readonly loading: Promise<Detector> } | null = null;

function localiserOf(file: string): Promise<Detector> {
  if (file === modelFile) return loading;
  if (localisers?.file === file) return localisers.loading;
  const opening = loadDetector(file);
  localisers = { file, loading: opening };
  opening.catch(() => {
    localisers = null;
  });
  return opening;
}

let eyes: { readonly key: string; readonly loading: Promise<PackageEyes> } | null = null;

/** Loaded when they are first asked for: most shops have learned no product. */
function packageEyes(options: PackageEyesOptions): Promise<PackageEyes> {
  const key = JSON.stringify(options);
  if (eyes?.key === key) return eyes.loading;
  const opening = openPackageEyes(options.embedder, async (jpeg, minScore) =>
    (await localiserOf(options.localiser)).detect(jpeg, minScore),
  );
  eyes = { key, loading: opening };
  opening.catch(() => {
    eyes = null;
  });
  return opening;
}

/** @throws Error when the embedder cannot be used */
async function preparePackages(options: PackageEyesOptions): Promise<PackageEmbedderInfo> {
  return (await packageEyes(options)).info;
}

function packages(task: PackageTask): Promise<Reply<{ readonly vectors: readonly Float32Array[] } | Study>> {
  return reply<{ readonly vectors: readonly Float32Array[] } | Study>(async () => {
    const open = await packageEyes(task.options);
    if (task.kind === 'study') return open.study(task.jpeg, task.box);
    if (task.kind === 'look') return { vectors: await open.look(task.jpeg, task.boxes) };
    return { vectors: await open.embedCrops(task.jpegs) };
  });
}

async function reply<T>(work: () => Promise<T>): Promise<Reply<T>> {
  const start = performance.now();
  try {
    const facts = await work();
    return { ok: true, ms: performance.now() - start, ...facts };
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'model_failed';
    return { ok: false, code, reason: (error as Error).message };
  }
}

serveTasks({ describe, analyse, prepareFaces, analyseFaces, preparePackages, packages });
