/** Worker threads that analyse frames, so that the thread which answers customers never decodes or infers. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { AppError } from '../protocol/index.js';
import type {
  AnalysisReply,
  AnalysisTask,
  FaceReply,
  FaceTask,
  Reply,
  WorkerData,
} from './analysis-worker.js';
import type { FaceAnalyserOptions, FaceAnalysis } from './face/face-analyser.js';
import type { Analysis, ModelInfo } from './model/detector.js';

export interface AnalysisPoolOptions {
  readonly modelFile: string;
  /** Number of worker threads, each with its own copy of the model; by default one core is left to the daemon. */
  readonly workers?: number;
  /** Told when a worker fails outside of a frame. */
  readonly onFault?: (error: unknown) => void;
}

/** After so many failures in a row the model counts as broken. */
const BROKEN_AFTER = 3;

export interface TimedAnalysis extends Analysis {
  /** Decoding and inference in the worker. */
  readonly ms: number;
}

export interface TimedFaceAnalysis extends FaceAnalysis {
  /** Decoding and all face models in the worker. */
  readonly ms: number;
}

export interface AnalysisPool {
  readonly model: ModelInfo;
  readonly workers: number;
  /** Whether the last analyses went well. */
  isHealthy(): boolean;
  /**
   * @param jpeg copied into the worker
   * @param minScore 0 … 1
   * @throws AppError `corrupt_image`, `image_too_large`, `model_failed` (the engine's words are its cause), `shutting_down`
   */
  analyse(jpeg: Uint8Array, minScore: number): Promise<TimedAnalysis>;
  /**
   * Loads the face models in every worker.
   * @throws Error when one cannot be used
   */
  prepareFaces(options: FaceAnalyserOptions): Promise<void>;
  /** The face step of one frame. @throws as `analyse` */
  analyseFaces(jpeg: Uint8Array, options: FaceAnalyserOptions): Promise<TimedFaceAnalysis>;
  /** Waits for frames in work, then ends the threads: ending one inside the engine would abort the process. */
  close(): Promise<void>;
}

export function defaultWorkers(): number {
  return Math.max(1, availableParallelism() - 1);
}

/**
 * Starts the workers and waits until the model answers.
 * @throws Error when the model cannot be used
 */
export async function startAnalysisPool(options: AnalysisPoolOptions): Promise<AnalysisPool> {
  const workers = options.workers ?? defaultWorkers();
  const workerData: WorkerData = { modelFile: options.modelFile };
  const pool = new Piscina<unknown, unknown>({
    filename: fileURLToPath(new URL('./analysis-worker.js', import.meta.url)),
    name: 'analyse',
    minThreads: workers,
    maxThreads: workers,
    idleTimeout: Number.POSITIVE_INFINITY,
    // With Atomics the worker would sleep blocked between frames and could not be drained politely.
    atomics: 'disabled',
    workerData,
  });
  let failures = 0;
  pool.on('error', (error) => {
    failures += 1;
    options.onFault?.(error);
  });
  const count = (ok: boolean) => {
    failures = ok ? 0 : failures + 1;
  };
  try {
    // As many questions as workers: a pool closed while a worker still loads would end it inside the engine.
    const ask = () => pool.run(null, { name: 'describe' }) as Promise<ModelInfo>;
    const [model] = (await Promise.all(Array.from({ length: workers }, ask))) as [ModelInfo];
    return { ...methodsOf(pool, workers, count), isHealthy: () => failures < BROKEN_AFTER, model, workers };
  } catch (error) {
    await pool.close();
    throw error;
  }
}

function methodsOf(
  pool: Piscina<unknown, unknown>,
  workers: number,
  count: (ok: boolean) => void,
): Pick<AnalysisPool, 'analyse' | 'prepareFaces' | 'analyseFaces' | 'close'> {
  let closing = false;

  /** Has a worker do something with a picture; the picture is copied once and then transferred. */
  async function run<T>(
    name: string,
    bytes: Uint8Array,
    task: (jpeg: ArrayBuffer) => unknown,
  ): Promise<Reply<T>> {
    if (closing) throw new AppError('shutting_down');
    const jpeg = new Uint8Array(bytes).buffer;
    return pool.run(task(jpeg), { name, transferList: [jpeg] }).then(
      (answer) => answer as Reply<T>,
      // The worker died over this frame; piscina has started another.
      (error: Error): Reply<T> => ({ ok: false, code: 'model_failed', reason: error.message }),
    );
  }

  return {
    async analyse(bytes, minScore) {
      const reply: AnalysisReply = await run('analyse', bytes, (jpeg): AnalysisTask => ({ jpeg, minScore }));
      count(reply.ok || reply.code !== 'model_failed');
      if (reply.ok) return reply;
      throw new AppError(reply.code, undefined, reply.reason);
    },
    async prepareFaces(options) {
      if (closing) throw new AppError('shutting_down');
      const ask = () => pool.run(options, { name: 'prepareFaces' });
      await Promise.all(Array.from({ length: workers }, ask));
    },
    async analyseFaces(bytes, options) {
      const reply: FaceReply = await run('analyseFaces', bytes, (jpeg): FaceTask => ({ jpeg, options }));
      if (reply.ok) return reply;
      throw new AppError(reply.code, undefined, reply.reason);
    },
    async close() {
      closing = true;
      await pool.close();
    },
  };
}
