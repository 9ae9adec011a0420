/** Analysing at the edge: the daemon's own workers run here, and what they find goes out instead of the picture. */
import { EdgeTerms, type Facts } from '../protocol/index.js';
import type { FaceAnalyserOptions } from '../vision/index.js';
import { type Address, askDaemon } from './grant.js';
import type { EdgeContext } from './status.js';

export interface LocalOptions {
  /** The same file as the daemon's. */
  readonly modelFile: string;
  /** Folder of the prepared face models; they are made when they are missing. */
  readonly faceModels: string;
  /** Profile of the owner's own embedder; null for the one that comes along. */
  readonly embedder: string | null;
}

/** What is found in pictures of one connection. */
export interface Look {
  /**
   * @param at when the picture was taken, ms of `performance.now()`
   * @throws AppError `corrupt_image`, `image_too_large`, `model_failed`
   */
  facts(jpeg: Uint8Array, at: number): Promise<Facts>;
}

export interface LocalEyes {
  /**
   * Asks how the daemon wants pictures to be looked at.
   * @throws Error when it does not trust this edge, or has another model
   */
  begin(address: Address, signal: AbortSignal): Promise<Look>;
  /** Resolves when the pictures in work are done. */
  close(): Promise<void>;
}

type FaceTerms = NonNullable<EdgeTerms['faces']>;

interface FaceStep {
  /** Time between two, ms. */
  readonly gap: number;
  readonly options: FaceAnalyserOptions;
}

/** While there are no faces, the daemon is asked for them so often, ms. */
const ASK_AGAIN_MS = 10_000;

/** @throws Error when the product model cannot be used */
export async function openLocalEyes(options: LocalOptions, { say }: EdgeContext): Promise<LocalEyes> {
  const vision = await import('../vision/index.js');
  const pool = await vision.startAnalysisPool({ modelFile: options.modelFile, workers: 1 });

  /** What the face step is run with, when the daemon wants faces and they can be had here. */
  async function faceStep(terms: FaceTerms, signal: AbortSignal): Promise<FaceStep> {
    const own = options.embedder === null ? null : await vision.readProfile(options.embedder);
    const names = own ? (['blazeface', 'facemesh'] as const) : undefined;
    const wanted = { cacheDir: options.faceModels, signal, ...(names ? { names } : {}) };
    const files = await vision.prepareFaceModels(wanted);
    const profile = own ?? vision.defaultProfile(files.mobilefacenet);
    if (profile.id !== terms.embedder)
      throw new Error(`the daemon compares faces by ${terms.embedder}, this edge by ${profile.id}`);
    const choice = { minFace: terms.min_face, zone: terms.zone, equalShare: terms.equal_share };
    const step = { blazeface: files.blazeface, facemesh: files.facemesh, profile, choice };
    await pool.prepareFaces(step);
    say('faces', 'looked at here');
    return { gap: terms.step_ms, options: step };
  }

  return {
    async begin(address, signal) {
      const terms = await askTerms(address, signal);
      if (terms.model !== pool.model.digest)
        throw new Error(
          'the daemon sells by another product model; give this edge the same file with --model',
        );
      let faces: FaceStep | null = null;
      let askAt = 0;
      let faceDue = 0;

      /** A daemon that has just started has no faces yet, and models may still have to be fetched here. */
      const askForFaces = async () => {
        const { faces: wanted } = await askTerms(address, signal);
        if (wanted) faces = await faceStep(wanted, signal);
      };

      async function lookAtFace(jpeg: Uint8Array, at: number) {
        if (faces === null && at >= askAt) {
          // Not again before this attempt has ended: fetching models may take minutes.
          askAt = Number.POSITIVE_INFINITY;
          askForFaces()
            .catch((error: Error) => say('faces', `not looked at: ${error.message}`))
            .finally(() => {
              askAt = performance.now() + ASK_AGAIN_MS;
            });
        }
        if (faces === null || at < faceDue) return null;
        const { gap, options: step } = faces;
        // Counted from when it was due, as the daemon counts.
        faceDue = at - faceDue < gap ? faceDue + gap : at + gap;
        return { embedder: step.profile.id, analysis: await pool.analyseFaces(jpeg, step) };
      }

      return {
        async facts(jpeg, at) {
          const products = await pool.analyse(jpeg, terms.min_score);
          return vision.packFacts(pool.model.digest, products, await lookAtFace(jpeg, at));
        },
      };
    },
    close: () => pool.close(),
  };
}

async function askTerms(address: Address, signal: AbortSignal): Promise<EdgeTerms> {
  const terms = EdgeTerms.safeParse(await askDaemon(address, '/api/edge', signal));
  if (!terms.success) throw new Error(`${address.origin} takes no facts; it may be of an older version`);
  return terms.data;
}
