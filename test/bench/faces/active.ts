/** Active liveness: which attacks pass the head-turn challenge, and which living people fail it. */
import type { FaceAnalyser } from '../../../src/vision/index.js';
import { type AttackMaterial, attackSteps, type Shown } from './attacks.js';
import { type CardKind, type Hand, swayingHand, tiltingHand } from './cards.js';
import { type RenderedClip, readRenderedClips } from './material.js';
import { activeResult, analyseAll, STEP_MS, type Steps } from './plays.js';
import { type Cell, percent, type Table } from './report.js';

/** Of straight look before the challenge: what the daemon starts from. */
const STRAIGHT_STEPS = 4;
/** Ten seconds. */
const CHALLENGE_STEPS = 25;
/** A turning clip is six seconds long. */
const TURN_STEPS = 15;

export async function activeTable(
  analyser: FaceAnalyser,
  { photos, turnedPhotos, videos, turns }: AttackMaterial,
  turnClips: readonly RenderedClip[],
): Promise<Table> {
  const all = STRAIGHT_STEPS + CHALLENGE_STEPS;
  const tilting = (kind: CardKind) => (seed: number) =>
    tiltingHand(kind, seed, (STRAIGHT_STEPS * STEP_MS) / 1000);
  const still = (seed: number) => swayingHand('phone', 1, seed);
  const some = photos.filter((_, index) => index % 2 === 0);
  const rows: (readonly Cell[])[] = [];
  for (const kind of ['paper', 'bent', 'phone'] as const)
    rows.push(await attacked(analyser, `photo, ${kind}, tilted ±30°`, some, kind, tilting(kind), all));
  const talking = 'video of a talking person, phone, tilted ±30°';
  rows.push(await attacked(analyser, talking, videos, 'phone', tilting('phone'), all));
  const swapping = 'a straight and a turned photo swapped, phone';
  rows.push(await attacked(analyser, swapping, turnedPhotos, 'phone', still, TURN_STEPS));
  rows.push(await attacked(analyser, 'video of a turning person, phone', turns, 'phone', still, TURN_STEPS));
  rows.push(await samples(analyser, 'sample attack-replay-*', readRenderedClips('attack-replay-')));
  rows.push(await people(analyser, turnClips));
  const head = ['shown', 'n', 'error', 'share', 'pictures', 'straight look seen in'];
  const title = 'Active liveness: the head-turn challenge, both sides tried with each attack';
  return { title, head, rows: rows.filter(([, n]) => n !== 0) };
}

async function attacked(
  analyser: FaceAnalyser,
  name: string,
  list: readonly Shown[],
  kind: CardKind,
  hand: (seed: number) => Hand,
  count: number,
): Promise<readonly Cell[]> {
  const plays: Steps[] = [];
  for (const [index, shown] of list.entries())
    plays.push(await attackSteps(analyser, shown, kind, hand(index + 1), count, index));
  return attackRow(name, plays);
}

async function samples(
  analyser: FaceAnalyser,
  name: string,
  clips: readonly RenderedClip[],
): Promise<readonly Cell[]> {
  const plays: Steps[] = [];
  for (const { frames } of clips)
    plays.push(
      await analyseAll(
        analyser,
        frames.filter((_, index) => index % 2 === 0),
      ),
    );
  return attackRow(name, plays);
}

function attackRow(name: string, plays: readonly Steps[]): readonly Cell[] {
  const results = plays.map((steps) => activeResult(steps, STRAIGHT_STEPS));
  const passed = results.reduce((sum, { left, right }) => sum + Number(left) + Number(right), 0);
  return [
    name,
    plays.length * 2,
    'APCER',
    percent(passed, plays.length * 2),
    plays.length,
    straightIn(plays),
  ];
}

/** Without a good straight look no challenge begins, so a play without one stops nothing by itself. */
function straightIn(plays: readonly Steps[]): number {
  return plays.filter((steps) => steps.slice(0, STRAIGHT_STEPS).some(({ face }) => face?.fault === null))
    .length;
}

async function people(analyser: FaceAnalyser, clips: readonly RenderedClip[]): Promise<readonly Cell[]> {
  const plays: Steps[] = [];
  let refused = 0;
  for (const { frames, turn } of clips)
    for (let phase = 0; phase < 2; phase += 1) {
      const sampled = frames.filter((_, index) => index % 2 === phase);
      const steps = await analyseAll(analyser, sampled);
      plays.push(steps);
      if (!activeResult(steps, STRAIGHT_STEPS)[turn ?? 'left']) refused += 1;
    }
  const name = 'rendered turns to the asked side, 2 phases each';
  return [name, plays.length, 'BPCER', percent(refused, plays.length), plays.length, straightIn(plays)];
}
