/** What an owner can decide about faces. */
import { CHOICE_DEFAULTS, type ChoiceOptions } from '../../vision/face/choose.js';
import type { EmbedderProfile } from '../../vision/index.js';

/** `passive`: a challenge only when the face did not move as a living one. `active`: also on the first sign-in of a day and before large totals. */
export type LivenessPolicy = 'off' | 'passive' | 'active';
/** What a weak match leads to: the question with the PIN, the question alone, or nothing. */
export type WeakMatchPolicy = 'pin' | 'ask' | 'off';

export interface FaceOptions {
  /** Cache of the converted models. */
  readonly modelsDir: string;
  /** Profile of the owner's own embedder; null for the one that comes along. */
  readonly profileFile: string | null;
  /** Thresholds instead of the profile's. */
  readonly thresholds: Partial<EmbedderProfile['thresholds']>;
  readonly choice: ChoiceOptions;
  readonly liveness: LivenessPolicy;
  readonly weakMatch: WeakMatchPolicy;
  /** Whole NT$ from which `active` asks for a living person at the checkout of a face sign-in. */
  readonly largeTotal: number;
  /** Keeps the frames a member registered with, sealed like the templates. */
  readonly keepPhotos: boolean;
  /** File of the master key, and its value from the environment. */
  readonly masterKey: { readonly file: string; readonly fromEnv?: string | undefined };
  /** Time between two face steps while nobody is signed in, ms. */
  readonly stepMs: number;
  /** The same while somebody is, ms. */
  readonly guardMs: number;
}

export const FACE_DEFAULTS = {
  profileFile: null,
  thresholds: {},
  choice: CHOICE_DEFAULTS,
  liveness: 'passive',
  weakMatch: 'pin',
  largeTotal: 1_000,
  keepPhotos: false,
  stepMs: 500,
  guardMs: 3_000,
} as const satisfies Partial<FaceOptions>;
