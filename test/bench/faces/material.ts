/** The pictures the bench works on, and the face chain it uses. Real people's lie outside the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRecording } from '../../../src/edge/sources/open.js';
import {
  defaultProfile,
  type FaceAnalyser,
  type FaceAnalyserOptions,
  type FaceView,
  faceModelFiles,
  loadFaceAnalyser,
} from '../../../src/vision/index.js';
import { ROOT } from '../../support/daemon.js';
import { FACE_MODELS } from '../../support/face-models.js';
import { clipOf, foldersOf, PEOPLE, type PersonPictures, readPeople } from '../../support/people.js';

export const CLIPS = join(ROOT, '../shared/data/clips');
/** The smallest face the bench looks at, pixels: those of the clips are smaller than the shop's 70. */
export const BENCH_MIN_FACE = 50;

export const files = faceModelFiles(FACE_MODELS);
export const profile = defaultProfile(files.mobilefacenet);

export function openAnalyser(
  minFace = BENCH_MIN_FACE,
  more: Partial<FaceAnalyserOptions> = {},
): Promise<FaceAnalyser> {
  return loadFaceAnalyser({ ...files, profile, choice: { minFace, zone: [0, 0, 1, 1] }, ...more });
}

/** A clip of one real person. */
export interface RealClip {
  readonly name: string;
  readonly file: string;
  readonly person: string;
  readonly frames: readonly Uint8Array[];
}

export const CLIP_FPS = 10;

/** The clips named in persons.csv, 10 frames a second; none where they are absent. */
export async function readRealClips(): Promise<readonly RealClip[]> {
  const list = join(CLIPS, 'persons.csv');
  if (!existsSync(list)) return [];
  const lines = readFileSync(list, 'utf8').trim().split('\n').slice(1);
  const clips: RealClip[] = [];
  for (const line of lines) {
    const [name = '', person = ''] = line.trim().split(',');
    const file = join(CLIPS, name);
    const frames: Uint8Array[] = [];
    const source = await openRecording(file, CLIP_FPS);
    for await (const { jpeg } of source.frames()) frames.push(jpeg);
    clips.push({ name, file, person, frames });
  }
  return clips;
}

export const STILLS = join(PEOPLE, 'stills');

/** Rendered people that have all their ten pictures. */
export function readStills(): readonly PersonPictures[] {
  return existsSync(STILLS) ? readPeople(STILLS).filter(({ pictures }) => pictures.length >= 10) : [];
}

export const RENDERED_FPS = 5;

export interface RenderedClip {
  readonly name: string;
  readonly frames: readonly Buffer[];
  /** Of `expected.json`: the side a turn goes to. */
  readonly turn?: 'left' | 'right';
}

/** Rendered clips whose names begin so, 5 frames a second. */
export function readRenderedClips(prefix: string): readonly RenderedClip[] {
  const folder = join(PEOPLE, 'clips');
  if (!existsSync(folder)) return [];
  const isWhole = (name: string) =>
    existsSync(join(folder, name, 'expected.json')) &&
    existsSync(join(folder, name, 'frames')) &&
    readdirSync(join(folder, name, 'frames')).length >= 20;
  return foldersOf(folder)
    .filter((name) => name.startsWith(prefix) && isWhole(name))
    .map((name) => {
      const { turn } = JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8'));
      return { name, frames: clipOf(name), ...(turn && { turn }) };
    });
}

export interface PersonViews {
  readonly views: readonly FaceView[];
  /** Photos in which no single near face was found. */
  readonly unusable: number;
}

/** The faces of people's photos. */
export async function viewsOf(
  analyser: FaceAnalyser,
  people: readonly PersonPictures[],
): Promise<readonly PersonViews[]> {
  const all: PersonViews[] = [];
  for (const { pictures } of people) {
    const views: FaceView[] = [];
    for (const picture of pictures) {
      const { face } = await analyser.analyse(picture);
      if (face) views.push(face);
    }
    all.push({ views, unusable: pictures.length - views.length });
  }
  return all;
}
