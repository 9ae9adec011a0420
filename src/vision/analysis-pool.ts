/** Worker processes that analyse frames, so that the thread which answers customers never decodes or infers. */
import { availableParallelism } from 'node:os';
import { AppError } from '../protocol/index.js';
import type {
  AnalysisReply,
  AnalysisTask,
  FaceReply,
  FaceTask,
  PackageTask,
  Reply,
  WorkerData,
} from './analysis-worker.js';
import type { FaceAnalyserOptions, FaceAnalysis } from './face/face-analyser.js';
import type { Analysis, ModelInfo } from './model/detector.js';
import type { PackageEmbedderInfo } from './package/embedder.js';
import type { PackageEyesOptions, Study } from './package/eyes.js';
import type { Box } from './types.js';
import { startWorkerPool, type WorkerPool } from './workers/worker-pool.js';
import type { Usage, WorkerLost } from './workers/worker-process.js';

export type { Usage, WorkerLost } from './workers/worker-process.js';

export interface AnalysisPoolOptions {
  readonly modelFile: string;
  /** Number of worker processes, each with its own copy of the model; by default one core is left to the daemon. */
  readonly workers?: number;
  /** After so long with one picture a worker is taken for hung and replaced, ms; at least 1. */
  readonly taskMs?: number;
  /** Told of each worker that was lost and is being replaced. @param inARow losses since a picture was last analysed */
  readonly onLost?: (loss: WorkerLost, inARow: number) => void;
}

/** A slow computer needs a second for a large model. */
export const DEFAULT_TASK_MS = 10_000;
/** Loading a model and running it once, ms; reading a large file from a slow disk included. */
const START_MS = 120_000;
/** After so many failures in a row the model counts as broken. */
export const BROKEN_AFTER = 3;

export interface TimedAnalysis extends Analysis {
  /** The model that saw them: what their class numbers mean. */
  readonly model: ModelInfo;
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
  /** How many workers were lost and replaced. */
  readonly replaced: number;
  /** Memory and CPU of the workers. */
  readonly usage: Usage;
  /** Whether the last analyses went well. */
  isHealthy(): boolean;
  /**
   * @param minScore 0 … 1
   * @param localiser file of a model that also finds what the product model does not know, see `packageClassOf`
   * @throws AppError `corrupt_image`, `image_too_large`, `model_failed` (the engine's words are its cause), `shutting_down`
   */
  analyse(jpeg: Uint8Array, minScore: number, localiser?: string | null): Promise<TimedAnalysis>;
  /**
   * Loads the face models in every worker.
   * @throws Error when one cannot be used
   */
  prepareFaces(options: FaceAnalyserOptions): Promise<void>;
  /** The face step of one frame. @throws as `analyse` */
  analyseFaces(jpeg: Uint8Array, options: FaceAnalyserOptions): Promise<TimedFaceAnalysis>;
  /**
   * Loads the embedder of packages in every worker.
   * @throws Error when it cannot be used
   */
  preparePackages(options: PackageEyesOptions): Promise<PackageEmbedderInfo>;
  /** Unit vectors of the packages in some boxes of a frame. @throws as `analyse` */
  lookAtPackages(
    jpeg: Uint8Array,
    boxes: readonly Box[],
    options: PackageEyesOptions,
  ): Promise<readonly Float32Array[]>;
  /** A teaching picture, looked at. @throws as `analyse` */
  studyPackage(jpeg: Uint8Array, box: Box | null, options: PackageEyesOptions): Promise<Study>;
  /** Unit vectors of crops that were kept. @throws as `analyse` */
  embedCrops(jpegs: readonly Uint8Array[], options: PackageEyesOptions): Promise<readonly Float32Array[]>;
  /** Waits for frames in work, then ends the processes. */
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
  let replaced = 0;
  const pool = startWorkerPool({
    program: new URL('./analysis-worker.js', import.meta.url),
    data: { modelFile: options.modelFile } satisfies WorkerData,
    workers,
    first: 'describe',
    startMs: START_MS,
    taskMs: options.taskMs ?? DEFAULT_TASK_MS,
    onLost(loss, inARow) {
      replaced += 1;
      options.onLost?.(loss, inARow);
    },
  });
  try {
    const [model] = (await pool.ready) as [ModelInfo];
    return {
      ...methodsOf(pool, model),
      model,
      workers,
      get replaced() {
        return replaced;
      },
      get usage() {
        return pool.usage;
      },
    };
  } catch (error) {
    await pool.close();
    throw error;
  }
}

interface Vectors {
  readonly vectors: readonly Float32Array[];
}

function methodsOf(
  pool: WorkerPool,
  model: ModelInfo,
): Omit<AnalysisPool, 'model' | 'workers' | 'replaced' | 'usage'> {
  let closing = false;
  let failures = 0;

  /** Has a worker do something with a picture. */
  async function run<T>(name: string, task: AnalysisTask | FaceTask | PackageTask): Promise<Reply<T>> {
    if (closing) throw new AppError('shutting_down');
    return pool.run(name, task).then(
      (answer) => answer as Reply<T>,
      // The worker was lost over this frame, and another is being started.
      (error: Error): Reply<T> => ({ ok: false, code: 'model_failed', reason: error.message }),
    );
  }

  async function packages<T>(task: PackageTask): Promise<T> {
    const reply = await run<T>('packages', task);
    if (reply.ok) return reply;
    throw new AppError(reply.code, undefined, reply.reason);
  }

  return {
    isHealthy: () => failures < BROKEN_AFTER && pool.lossesInARow < BROKEN_AFTER,
    async analyse(jpeg, minScore, localiser = null) {
      const task: AnalysisTask = { jpeg, minScore, localiser };
      const reply: AnalysisReply = await run('analyse', task);
      failures = reply.ok || reply.code !== 'model_failed' ? 0 : failures + 1;
      if (reply.ok) return { ...reply, model };
      throw new AppError(reply.code, undefined, reply.reason);
    },
    async prepareFaces(options) {
      if (closing) throw new AppError('shutting_down');
      await pool.runOnAll('prepareFaces', options);
    },
    async analyseFaces(jpeg, options) {
      const reply: FaceReply = await run('analyseFaces', { jpeg, options } satisfies FaceTask);
      if (reply.ok) return reply;
      throw new AppError(reply.code, undefined, reply.reason);
    },
    async preparePackages(options) {
      if (closing) throw new AppError('shutting_down');
      const [info] = (await pool.runOnAll('preparePackages', options)) as [PackageEmbedderInfo];
      return info;
    },
    async lookAtPackages(jpeg, boxes, options) {
      return (await packages<Vectors>({ kind: 'look', jpeg, boxes, options })).vectors;
    },
    studyPackage: (jpeg, box, options) => packages<Study>({ kind: 'study', jpeg, box, options }),
    async embedCrops(jpegs, options) {
      return (await packages<Vectors>({ kind: 'crops', jpegs, options })).vectors;
    },
    async close() {
      closing = true;
      await pool.close();
    },
  };
}
