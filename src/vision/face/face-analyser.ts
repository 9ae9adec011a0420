/** One picture in, facts about the customer's face out. Blocks its thread while it computes. */

import type { Box, ImageSize } from '../types.js';
import { CHOICE_DEFAULTS, type ChoiceOptions, chooseCustomer } from './choose.js';
import { type Embedding, loadEmbedder } from './embedder.js';
import { loadFinder } from './finder.js';
import { type FaceMesh, loadMesh, type Pose, poseOf } from './mesh.js';
import { decodePicture } from './picture.js';
import type { EmbedderProfile } from './profile.js';
import {
  type FaceQuality,
  faultOf,
  QUALITY_DEFAULTS,
  type QualityFault,
  type QualityLimits,
  qualityOf,
} from './quality.js';

export interface FaceAnalyserOptions {
  readonly blazeface: string;
  readonly facemesh: string;
  readonly profile: EmbedderProfile;
  readonly choice?: Partial<ChoiceOptions>;
  readonly quality?: Partial<QualityLimits>;
}

/** The customer's face as one picture shows it. */
export interface FaceView {
  /** Pixels of the source picture. */
  readonly box: Box;
  /** The finder's, 0 … 1. */
  readonly score: number;
  readonly pose: Pose;
  readonly quality: FaceQuality;
  /** x, y, z of 468 points, pixels. */
  readonly mesh: Float32Array;
  readonly embedding: Embedding;
  /** Why this picture must not decide who it is; null for a good one. */
  readonly fault: QualityFault | null;
}

export interface FaceAnalysis {
  /** Size of the source picture. */
  readonly size: ImageSize;
  readonly outcome: 'nobody' | 'several' | 'too_far' | 'outside_zone' | 'seen';
  /** The face the outcome is about, also when it is too far away; null when there is none, or several. */
  readonly box: Box | null;
  /** With `seen` only. */
  readonly face: FaceView | null;
}

export interface FaceAnalyser {
  readonly profile: EmbedderProfile;
  /**
   * @param bytes a compressed picture
   * @throws AppError `corrupt_image`, `image_too_large`
   */
  analyse(bytes: Uint8Array): Promise<FaceAnalysis>;
  close(): Promise<void>;
}

/** What the mesh model says of a found box that is no face lies far below. */
const MIN_PRESENCE = 0.5;

export async function loadFaceAnalyser(options: FaceAnalyserOptions): Promise<FaceAnalyser> {
  const { profile } = options;
  const [finder, mesher, embedder] = await Promise.all([
    loadFinder(options.blazeface),
    loadMesh(options.facemesh),
    loadEmbedder(profile),
  ]);
  const choiceOptions = { ...CHOICE_DEFAULTS, ...options.choice };
  const limits = { ...QUALITY_DEFAULTS, ...options.quality };

  return {
    profile,
    async analyse(bytes) {
      const picture = await decodePicture(bytes);
      const size = {
        width: Math.round(picture.width * picture.shrink),
        height: Math.round(picture.height * picture.shrink),
      };
      const choice = chooseCustomer(await finder.find(bytes), size, choiceOptions);
      if (choice.outcome !== 'chosen')
        return { size, outcome: choice.outcome, box: choice.face?.box ?? null, face: null };

      const { box, score } = choice.face;
      const mesh: FaceMesh = await mesher.measure(picture, choice.face);
      if (mesh.presence < MIN_PRESENCE) return { size, outcome: 'nobody', box: null, face: null };
      const aligned = embedder.align(picture, mesh);
      const embedding = await embedder.embed(aligned);
      const pose = poseOf(mesh);
      const quality = qualityOf(aligned, profile.input, profile.input);
      const fault = faultOf(pose, quality, limits);
      const face = { box, score, pose, quality, mesh: mesh.points, embedding, fault };
      return { size, outcome: 'seen', box, face };
    },
    async close() {
      await Promise.all([finder.close(), mesher.close(), embedder.close()]);
    },
  };
}
