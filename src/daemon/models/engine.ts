/** The analysis pool in use: another model takes its place only when it has answered, and no frame is lost over it. */
import {
  type AnalysisPool,
  type AnalysisPoolOptions,
  type FaceAnalyserOptions,
  type ModelInfo,
  type PackageEyesOptions,
  selfTest,
  startAnalysisPool,
} from '../../vision/index.js';

export interface Engine extends AnalysisPool {
  /**
   * Starts workers with another model beside the present ones, has each answer a self-test frame, and only then gives them
   * the frames; the old ones finish theirs and end. When anything fails the old ones go on.
   * @param adopt called in the moment of the change, before any frame is seen by the new model
   * @throws Error that says why the model cannot be used
   */
  swap(modelFile: string, adopt: (model: ModelInfo) => void): Promise<void>;
}

export interface EngineOptions extends AnalysisPoolOptions {
  /** Score from which a product counts, 0 … 1. */
  readonly confidence: number;
}

/** @throws Error when the model cannot be used */
export async function startEngine({ confidence, ...options }: EngineOptions): Promise<Engine> {
  let pool = await startAnalysisPool(options);
  let faces: FaceAnalyserOptions | null = null;
  let packages: PackageEyesOptions | null = null;
  let swapping: Promise<void> = Promise.resolve();
  const draining = new Set<Promise<void>>();
  /** Of pools that ended. */
  const past = { replaced: 0, cpu: 0 };

  async function retire(old: AnalysisPool): Promise<void> {
    await old.close();
    past.replaced += old.replaced;
    past.cpu += old.usage.cpu;
  }

  async function swap(modelFile: string, adopt: (model: ModelInfo) => void): Promise<void> {
    const next = await startAnalysisPool({ ...options, modelFile });
    try {
      await selfTest(next, confidence);
      if (faces) await next.prepareFaces(faces);
      if (packages) await next.preparePackages(packages);
    } catch (error) {
      await next.close();
      throw error;
    }
    const drained = retire(pool).finally(() => draining.delete(drained));
    draining.add(drained);
    pool = next;
    adopt(next.model);
  }

  return {
    get model() {
      return pool.model;
    },
    get workers() {
      return pool.workers;
    },
    get replaced() {
      return past.replaced + pool.replaced;
    },
    get usage() {
      const { rss, cpu } = pool.usage;
      return { rss, cpu: past.cpu + cpu };
    },
    isHealthy: () => pool.isHealthy(),
    analyse: (jpeg, minScore, localiser) => pool.analyse(jpeg, minScore, localiser),
    analyseFaces: (jpeg, models) => pool.analyseFaces(jpeg, models),
    async prepareFaces(models) {
      await pool.prepareFaces(models);
      faces = models;
    },
    async preparePackages(models) {
      const info = await pool.preparePackages(models);
      packages = models;
      return info;
    },
    lookAtPackages: (jpeg, boxes, models) => pool.lookAtPackages(jpeg, boxes, models),
    studyPackage: (jpeg, box, models) => pool.studyPackage(jpeg, box, models),
    embedCrops: (jpegs, models) => pool.embedCrops(jpegs, models),
    swap(modelFile, adopt) {
      const next = swapping.then(() => swap(modelFile, adopt));
      swapping = next.catch(() => {});
      return next;
    },
    async close() {
      await swapping;
      await pool.close();
      await Promise.all(draining);
    },
  };
}
