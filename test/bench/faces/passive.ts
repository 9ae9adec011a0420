/** Passive liveness: which attacks pass for a living person, and which living people do not. */
import type { FaceAnalyser } from '../../../src/vision/index.js';
import { type AttackMaterial, attackSteps, type Shown } from './attacks.js';
import { type CardKind, swayingHand } from './cards.js';
import { type RealClip, readRenderedClips } from './material.js';
import { analyseAll, type PassiveResult, passiveResult, pingPong } from './plays.js';
import { type Cell, fixed, percent, quantile, type Table } from './report.js';

const AMPLITUDES = [1, 10, 20] as const;
const STEPS = 8;
/** Of an attacker who goes on. */
const PATIENT_STEPS = 40;
/** A living person has so long before being asked to turn the head, ms; as the daemon. */
const WATCH_MS = 2_500;
const THRESHOLDS = [0.03, 0.035, 0.04, 0.045, 0.05, 0.055, 0.06, 0.07, 0.08, 0.1] as const;

interface Group {
  readonly name: string;
  readonly attack: boolean;
  readonly results: readonly PassiveResult[];
}

export async function passiveTables(
  analyser: FaceAnalyser,
  { photos, swapped, videos, turns }: AttackMaterial,
  clips: readonly RealClip[],
): Promise<readonly Table[]> {
  const groups: Group[] = [];
  for (const kind of ['paper', 'bent', 'phone'] as const)
    for (const amplitude of AMPLITUDES)
      groups.push(await attacked(analyser, `photo, ${kind}, ±${amplitude}°`, photos, kind, amplitude));
  const patient = photos.filter((_, index) => index % 2 === 0);
  groups.push(await attacked(analyser, 'photo, bent, ±20°, for 16 s', patient, 'bent', 20, PATIENT_STEPS));
  groups.push(await attacked(analyser, 'two photos swapped, phone, ±1°', swapped, 'phone', 1));
  groups.push(await attacked(analyser, 'video of a talking person, phone, ±1°', videos, 'phone', 1));
  groups.push(await attacked(analyser, 'video of a turning person, phone, ±1°', turns, 'phone', 1));
  for (const kind of ['paper', 'bent', 'phone', 'replay'] as const)
    groups.push(
      await played(analyser, `sample attack-${kind}-*`, framesOf(`attack-${kind}-`), true, 2, STEPS),
    );
  const real = clips.map(({ frames }) => frames);
  groups.push(await played(analyser, 'real clips, 4 phases each', real, false, 4, STEPS));
  groups.push(await played(analyser, 'rendered visits, 2 phases each', framesOf('visit-'), false, 2, 10));
  const some = groups.filter(({ results }) => results.length > 0);
  return [table(some), tableOfThresholds(some)];
}

const framesOf = (prefix: string) => readRenderedClips(prefix).map(({ frames }) => frames);

async function attacked(
  analyser: FaceAnalyser,
  name: string,
  list: readonly Shown[],
  kind: CardKind,
  amplitude: number,
  count = STEPS,
): Promise<Group> {
  const results: PassiveResult[] = [];
  for (const [index, shown] of list.entries()) {
    const hand = swayingHand(kind, amplitude, index + 1);
    const steps = await attackSteps(analyser, shown, kind, hand, count, index);
    results.push(passiveResult(steps, Number.POSITIVE_INFINITY));
  }
  return { name, attack: true, results };
}

/** Clips as they are: every `stride`th frame, from each of the first `stride` on; forth and back when they are short. */
async function played(
  analyser: FaceAnalyser,
  name: string,
  list: readonly (readonly Uint8Array[])[],
  attack: boolean,
  stride: number,
  count: number,
): Promise<Group> {
  const results: PassiveResult[] = [];
  for (const frames of list)
    for (let phase = 0; phase < stride; phase += 1) {
      const sampled = Array.from({ length: count }, (_, step) => pingPong(frames, phase + step * stride));
      const within = attack ? Number.POSITIVE_INFINITY : WATCH_MS;
      results.push(passiveResult(await analyseAll(analyser, sampled), within));
    }
  return { name, attack, results };
}

function table(groups: readonly Group[]): Table {
  const rows = groups.map(({ name, attack, results }): readonly Cell[] => {
    const alive = results.filter((result) => result.alive).length;
    const unseen = results.filter(({ seen }) => seen < 3).length;
    const reliefs = results.map(({ relief }) => 100 * relief);
    const turns = results.map(({ yawRange }) => yawRange);
    return [
      name,
      results.length,
      attack ? 'APCER' : 'BPCER',
      percent(attack ? alive : results.length - alive, results.length),
      unseen,
      ...[0.1, 0.5, 0.9, 1].map((share) => fixed(quantile(reliefs, share))),
      fixed(quantile(turns, 0.5)),
    ];
  });
  const title = 'Passive liveness: judged alive within 8 steps (attacks) or 2.5 s (people)';
  const head = [
    'shown',
    'n',
    'error',
    'share',
    'under 3 views',
    'relief % p10',
    'p50',
    'p90',
    'max',
    'turn ° p50',
  ];
  return { title, head, rows };
}

function tableOfThresholds(groups: readonly Group[]): Table {
  const rows = groups.map(({ name, attack, results }) => {
    const shares = THRESHOLDS.map((threshold) => {
      const alive = results.filter(({ relief }) => relief >= threshold).length;
      return percent(attack ? alive : results.length - alive, results.length);
    });
    return [`${attack ? 'APCER' : 'BPCER'} ${name}`, ...shares];
  });
  const head = ['at a relief of', ...THRESHOLDS.map((threshold) => `${(100 * threshold).toFixed(1)} %`)];
  return { title: 'Passive liveness at other thresholds', head, rows };
}
