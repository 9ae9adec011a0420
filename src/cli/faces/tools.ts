/** The face chain on the command line: the same models and rules as the daemon's, without its workers. */
import type { FaceVault, SealedFace, Store } from '../../shop/index.js';
import {
  createGallery,
  defaultProfile,
  type EmbedderProfile,
  type FaceAnalyser,
  type FaceAnalysis,
  type Gallery,
  type Limits,
  limitsOf,
  loadFaceAnalyser,
  readProfile,
} from '../../vision/index.js';
import { type MatchFlags, modelsDirOf, thresholdsOf } from './flags.js';
import { prepareWithProgress } from './prepare.js';

export interface FaceTools {
  readonly profile: EmbedderProfile;
  readonly limits: Limits;
  readonly analyser: FaceAnalyser;
  /** Pixels. */
  readonly minFace: number;
}

/** @throws Error when the models cannot be had or loaded */
export async function openFaceTools(flags: MatchFlags): Promise<FaceTools> {
  const own = flags.embedder === undefined ? null : await readProfile(flags.embedder);
  const names = own ? (['blazeface', 'facemesh'] as const) : undefined;
  const files = await prepareWithProgress(modelsDirOf(flags), names);
  const base = own ?? defaultProfile(files.mobilefacenet);
  const profile = { ...base, thresholds: { ...base.thresholds, ...thresholdsOf(flags) } };
  // A photo is chosen by a person, so the face may be anywhere in it.
  const choice = { minFace: flags.minFace, zone: [0, 0, 1, 1] } as const;
  const analyser = await loadFaceAnalyser({ ...files, profile, choice });
  return { profile, limits: limitsOf(profile), analyser, minFace: flags.minFace };
}

/** @param except a member who is left out */
export async function galleryOf(
  store: Store,
  vault: FaceVault,
  { profile }: FaceTools,
  except?: string,
): Promise<Gallery> {
  const isUsable = (face: SealedFace) => face.embedder === profile.id && face.memberId !== except;
  const faces = (await store.listFaces()).filter(isUsable);
  return createGallery(
    profile.distance,
    faces.map((face) => ({ memberId: face.memberId, templates: vault.open(face).templates })),
  );
}

/** Why a picture cannot be used, in words; null for a good one. */
export function complaintOf({ outcome, face }: FaceAnalysis, minFace: number): string | null {
  switch (outcome) {
    case 'nobody':
    case 'outside_zone':
      return 'no face found';
    case 'several':
      return 'two faces of the same size; crop it to one person';
    case 'too_far':
      return `the face is smaller than ${minFace} pixels; take it from nearer`;
    case 'seen':
      return face?.fault ? FAULTS[face.fault] : null;
  }
}

const FAULTS = {
  turned_away: 'the face is turned away; look into the camera',
  too_dark: 'the face is too dark; turn on a light',
  blurred: 'the face is blurred; hold still or clean the lens',
} as const;
