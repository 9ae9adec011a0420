/** The pictures and clips that are held before the camera, and what the chain makes of it. */
import type { FaceAnalyser } from '../../../src/vision/index.js';
import { hasLfw10, LFW10, readPeople } from '../../support/people.js';
import { photograph } from '../spoof.js';
import { type CardKind, cardOf, type Hand, type Part, partOf } from './cards.js';
import { CLIP_FPS, RENDERED_FPS, type RealClip, type RenderedClip, readStills } from './material.js';
import { analyseAll, pingPong, STEP_MS, type Steps } from './plays.js';
import { seededRandom } from './random.js';

/** Photos of each person of LFW that are shown. */
const PHOTOS = 2;
/** Steps each of two swapped photos is shown for. */
const HOLD = 5;
const STEPS_A_SECOND = 1000 / STEP_MS;
/** Of the turning clips: the head is turned furthest. */
const TURNED_FRAME = 18;

/** Pictures that are shown one after the other; one for a photo. */
export interface Shown {
  readonly frames: readonly { readonly jpeg: Uint8Array; readonly part: Part }[];
  /** Pictures a second. */
  readonly fps: number;
}

export interface AttackMaterial {
  readonly photos: readonly Shown[];
  /** Two photos of one person, each for five steps. */
  readonly swapped: readonly Shown[];
  /** The same, of a straight and of a turned face. */
  readonly turnedPhotos: readonly Shown[];
  /** Real people who talk. */
  readonly videos: readonly Shown[];
  /** Rendered people who turn the head. */
  readonly turns: readonly Shown[];
}

export async function attackMaterial(
  analyser: FaceAnalyser,
  clips: readonly RealClip[],
  turns: readonly RenderedClip[],
): Promise<AttackMaterial> {
  const real = (hasLfw10 ? readPeople(LFW10) : []).map(({ pictures }) => pictures);
  const rendered = readStills().map(({ pictures }) => pictures);
  const photos = [
    ...real.flatMap((pictures) => pictures.slice(0, PHOTOS)),
    ...clips.map(({ frames }) => frames[0] as Uint8Array),
    ...rendered.map(([first]) => first as Buffer),
  ];
  const pairs = [...real.map(([a, b]) => [a, b]), ...rendered.map((pictures) => [pictures[0], pictures[7]])];
  const looks = turns.map(({ frames }) => [frames[0], frames[TURNED_FRAME]]);
  const stillOf = (photo: Uint8Array) => cutOut(analyser, [photo], 1);
  const pairOf = (pair: readonly (Uint8Array | undefined)[]) => cutOut(analyser, pair, STEPS_A_SECOND, HOLD);
  return {
    photos: await found(photos, stillOf),
    swapped: await found(pairs, pairOf),
    turnedPhotos: await found(looks, pairOf),
    videos: await found(clips, ({ frames }) => video(analyser, frames, CLIP_FPS)),
    turns: await found(turns, ({ frames }) => video(analyser, frames, RENDERED_FPS)),
  };
}

/** One after the other: an analyser does one thing at a time. */
async function found<T>(
  list: readonly T[],
  cut: (item: T) => Promise<Shown | null>,
): Promise<readonly Shown[]> {
  const all: Shown[] = [];
  for (const item of list) {
    const shown = await cut(item);
    if (shown) all.push(shown);
  }
  return all;
}

/** Each picture cut round its own face. @param hold how often each is shown */
async function cutOut(
  analyser: FaceAnalyser,
  pictures: readonly (Uint8Array | undefined)[],
  fps: number,
  hold = 1,
): Promise<Shown | null> {
  const frames: Shown['frames'][number][] = [];
  for (const jpeg of pictures) {
    const part = jpeg && (await partOf(analyser, jpeg));
    if (!jpeg || !part) return null;
    for (let time = 0; time < hold; time += 1) frames.push({ jpeg, part });
  }
  return { frames, fps };
}

/** Every picture cut where the face of the first one is. */
async function video(
  analyser: FaceAnalyser,
  pictures: readonly Uint8Array[],
  fps: number,
): Promise<Shown | null> {
  const part = await partOf(analyser, pictures[0] as Uint8Array);
  return part && { frames: pictures.map((jpeg) => ({ jpeg, part })), fps };
}

/** What the daemon would see of one attack, `count` steps of it. */
export async function attackSteps(
  analyser: FaceAnalyser,
  { frames, fps }: Shown,
  kind: CardKind,
  hand: Hand,
  count: number,
  seed: number,
): Promise<Steps> {
  const random = seededRandom(seed);
  const shots: Buffer[] = [];
  for (let step = 0; step < count; step += 1) {
    const time = (step * STEP_MS) / 1000;
    const { jpeg, part } = pingPong(frames, Math.round(time * fps));
    const card = await cardOf(jpeg, part, kind);
    shots.push(await photograph(card, hand(time), random));
  }
  return analyseAll(analyser, shots);
}
