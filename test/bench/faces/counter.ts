/** Real people's clips before a real daemon: who is signed in, and how soon. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../support/cli.js';
import { FACE_MODELS } from '../../support/face-models.js';
import { BENCH_MIN_FACE, CLIP_FPS, openAnalyser, type RealClip, readRealClips } from './material.js';
import { type Cell, fixed, percent, quantile, type SectionResult, type Table } from './report.js';
import { playTo, type Served, serve } from './served.js';

/** Rounds, each with another clip of each person to enrol from. */
const ROUNDS = 3;
const PLAY_SECONDS = 6;
const SHOP_MIN_FACE = 70;
const MIN_FACE = ['--min-face', String(BENCH_MIN_FACE)];

interface Visit {
  readonly person: string;
  readonly outcome: 'right' | 'wrong' | 'asked' | 'none';
  /** ms from the first frame to the sign-in. */
  readonly ms: number | null;
}

export async function counter(): Promise<SectionResult> {
  const clips = await readRealClips();
  if (clips.length === 0) return { skipped: 'the clips of real people are not at hand' };
  const visits: Visit[] = [];
  for (let round = 0; round < ROUNDS; round += 1) visits.push(...(await playRound(clips, round)));
  return [tableOf(clips, visits), await distanceTable(clips)];
}

async function playRound(clips: readonly RealClip[], round: number): Promise<readonly Visit[]> {
  const data = mkdtempSync(join(tmpdir(), 'yolo1125-bench-'));
  const people = [...new Set(clips.map(({ person }) => person))].sort();
  const enrolled = people.map((person) => {
    const own = clips.filter((clip) => clip.person === person);
    return own[round % own.length] as RealClip;
  });
  try {
    for (const [index, { file, person }] of enrolled.entries()) {
      const who = ['--name', `person ${person}`, '--phone', `091200000${index + 1}`, '--clip', file];
      const where = ['--consent', '--data', data, '--face-models', FACE_MODELS, ...MIN_FACE];
      const { code, err } = await runCli(['enroll', ...who, ...where]);
      if (code !== 0) throw new Error(`enroll: ${err}`);
    }
    const daemon = await serve(data, ['--faces', 'on', '--liveness', 'off', ...MIN_FACE]);
    try {
      const visits: Visit[] = [];
      for (const clip of clips)
        if (!enrolled.includes(clip)) visits.push(await visit(daemon, clip, `counter-${visits.length}`));
      return visits;
    } finally {
      await daemon.stop();
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

async function visit(daemon: Served, { person, frames }: RealClip, session: string): Promise<Visit> {
  const frameAt = (index: number) =>
    index < PLAY_SECONDS * CLIP_FPS ? (frames[index % frames.length] ?? null) : null;
  const isLogin = (message: { type: string; action?: string }) =>
    message.type === 'face_detected' && message.action === 'login';
  const events = await playTo(daemon, session, CLIP_FPS, frameAt, isLogin);
  const login = events.find(({ message }) => isLogin(message));
  if (login?.message.type === 'face_detected') {
    const outcome = login.message.user?.name === `person ${person}` ? 'right' : 'wrong';
    return { person, outcome, ms: login.at };
  }
  const asked = events.some(({ message }) => message.type === 'identity_question' && message.question);
  return { person, outcome: asked ? 'asked' : 'none', ms: null };
}

function tableOf(clips: readonly RealClip[], visits: readonly Visit[]): Table {
  const people = [...new Set(clips.map(({ person }) => person))].sort();
  const row = (name: string, list: readonly Visit[]): readonly Cell[] => {
    const times = list.flatMap(({ ms }) => (ms === null ? [] : [ms / 1000]));
    const count = (outcome: Visit['outcome']) => list.filter((one) => one.outcome === outcome).length;
    return [
      name,
      list.length,
      count('right'),
      count('wrong'),
      count('asked'),
      count('none'),
      fixed(quantile(times, 0.5), 2),
      fixed(Math.max(...times), 2),
    ];
  };
  const rows = people.map((person, index) =>
    row(
      `person ${index + 1}`,
      visits.filter((one) => one.person === person),
    ),
  );
  const head = ['visitor', 'visits', 'right', 'wrong', 'asked', 'none', 's to sign-in p50', 'max'];
  const title = `Real daemon, ${ROUNDS} rounds: each person enrolled from one clip, all other clips played up to ${PLAY_SECONDS} s`;
  return { title, head, rows: [...rows, row('all', visits)] };
}

/** The people of the clips stand further away than customers do. */
async function distanceTable(clips: readonly RealClip[]): Promise<Table> {
  const analyser = await openAnalyser(SHOP_MIN_FACE);
  const counts = { seen: 0, too_far: 0, other: 0 };
  const sides: number[] = [];
  for (const { frames } of clips)
    for (const frame of frames.filter((_, index) => index % 2 === 0)) {
      const { outcome, box } = await analyser.analyse(frame);
      counts[outcome === 'seen' || outcome === 'too_far' ? outcome : 'other'] += 1;
      if (box) sides.push(Math.max(box[2] - box[0], box[3] - box[1]));
    }
  await analyser.close();
  const total = counts.seen + counts.too_far + counts.other;
  const range = [0, 0.5, 1].map((share) => fixed(quantile(sides, share), 0)).join(' / ');
  return {
    title: `The same clips at --min-face ${SHOP_MIN_FACE}, every second frame`,
    head: ['frames', 'too far', 'near enough', 'no face', 'face px min / p50 / max'],
    rows: [
      [
        total,
        percent(counts.too_far, total),
        percent(counts.seen, total),
        percent(counts.other, total),
        range,
      ],
    ],
  };
}
