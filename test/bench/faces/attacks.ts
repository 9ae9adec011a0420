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

/** Pictures that are shown one after the other; one for a photo. */
export interface Shown {
  readonly frames: readonly Uint8Array[];
  /** Pictures a second. */
  readonly fps: number;
  readonly part: Part;
}

export interface AttackMaterial {
  readonly photos: readonly Shown[];
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
  const still = (frame: Uint8Array) => ({ frames: [frame], fps: 1 });
  const real = hasLfw10 ? readPeople(LFW10) : [];
  const photos = [
    ...real.flatMap(({ pictures }) => pictures.slice(0, PHOTOS).map(still)),
    ...clips.map(({ frames }) => still(frames[0] as Uint8Array)),
    ...readStills().map(({ pictures }) => still(pictures[0] as Buffer)),
  ];
  return {
    photos: await shownOf(analyser, photos),
    videos: await shownOf(
      analyser,
      clips.map(({ frames }) => ({ frames, fps: CLIP_FPS })),
    ),
    turns: await shownOf(
      analyser,
      turns.map(({ frames }) => ({ frames, fps: RENDERED_FPS })),
    ),
  };
}

async function shownOf(
  analyser: FaceAnalyser,
  list: readonly Omit<Shown, 'part'>[],
): Promise<readonly Shown[]> {
  const shown: Shown[] = [];
  for (const { frames, fps } of list) {
    const part = await partOf(analyser, frames[0] as Uint8Array);
    if (part) shown.push({ frames, fps, part });
  }
  return shown;
}

/** What the daemon would see of one attack, `count` steps of it. */
export async function attackSteps(
  analyser: FaceAnalyser,
  { frames, fps, part }: Shown,
  kind: CardKind,
  hand: Hand,
  count: number,
  seed: number,
): Promise<Steps> {
  const random = seededRandom(seed);
  const shots: Buffer[] = [];
  for (let step = 0; step < count; step += 1) {
    const time = (step * STEP_MS) / 1000;
    const card = await cardOf(pingPong(frames, Math.round(time * fps)), part, kind);
    shots.push(await photograph(card, hand(time), random));
  }
  return analyseAll(analyser, shots);
}
