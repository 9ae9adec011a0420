/** Runs in a worker thread: owns one product model, turns JPEG bytes into detections. */
import { workerData } from 'node:worker_threads';
import { AppError, type ErrorCode } from '../protocol/index.js';
import { allowOnlyJpeg } from './decode-image.js';
import { type Analysis, loadDetector, type ModelInfo } from './model/detector.js';

export interface WorkerData {
  readonly modelFile: string;
}

/** What the pool sends; `jpeg` is transferred, not copied. */
export interface AnalysisTask {
  readonly jpeg: ArrayBuffer;
  /** 0 … 1. */
  readonly minScore: number;
}

/** Errors cross threads as words: a class would not arrive as itself. */
export type AnalysisReply =
  | ({ readonly ok: true; readonly ms: number } & Analysis)
  | { readonly ok: false; readonly code: ErrorCode; readonly reason: string };

allowOnlyJpeg();
const loading = loadDetector((workerData as WorkerData).modelFile);
// A worker that fails while it loads would be started again for ever; the failure is told by `describe` instead.
loading.catch(() => {});

/** @throws Error when the model cannot be used */
export async function describe(): Promise<ModelInfo> {
  return (await loading).info;
}

export async function analyse({ jpeg, minScore }: AnalysisTask): Promise<AnalysisReply> {
  const start = performance.now();
  try {
    const detector = await loading;
    const analysis = await detector.detect(new Uint8Array(jpeg), minScore);
    return { ok: true, ms: performance.now() - start, ...analysis };
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'model_failed';
    return { ok: false, code, reason: (error as Error).message };
  }
}
