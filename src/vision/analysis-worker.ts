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
import { type Analysis, loadDetector, type ModelInfo } from './model/detector.js';
import { serveTasks, workerData } from './workers/serve-tasks.js';

export interface WorkerData {
  readonly modelFile: string;
}

/** What the pool sends. */
export interface AnalysisTask {
  readonly jpeg: Uint8Array;
  /** 0 … 1. */
  readonly minScore: number;
}

/** What the pool sends for a face step. */
export interface FaceTask {
  readonly jpeg: Uint8Array;
  readonly options: FaceAnalyserOptions;
}

/** Errors cross processes as words: a class would not arrive as itself. */
export type Reply<T> =
  | ({ readonly ok: true; readonly ms: number } & T)
  | { readonly ok: false; readonly code: ErrorCode; readonly reason: string };
export type AnalysisReply = Reply<Analysis>;
export type FaceReply = Reply<FaceAnalysis>;

allowOnlyJpeg();
const loading = loadDetector(workerData<WorkerData>().modelFile);
// The failure is told by `describe`.
loading.catch(() => {});

/** @throws Error when the model cannot be used */
async function describe(): Promise<ModelInfo> {
  return (await loading).info;
}

function analyse({ jpeg, minScore }: AnalysisTask): Promise<AnalysisReply> {
  return reply(async () => (await loading).detect(jpeg, minScore));
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

serveTasks({ describe, analyse, prepareFaces, analyseFaces });
