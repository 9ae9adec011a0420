/** How many counters a computer holds: 5 frames a second each, every one of them answered in time. And what comes after. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { RunningDaemon } from '../../support/daemon.js';
import { PEOPLE } from '../../support/people.js';
import { type Cell, fixed, quantile, type Table } from '../faces/report.js';
import { type Camera, type LoadResult, putLoad } from './load.js';
import { atLeast, type Goal, PICTURES, type Section, socketsOf, startQuiet, usageOf } from './section.js';

const FPS = 5;
const SECONDS = 6;
/** From a frame to its result, ms: p95 of every counter. */
const IN_TIME_MS = 200;
/** Loads beyond what is held. */
const BEYOND = [1.5, 2] as const;
/** Steps of the search for the most counters. */
const MOST_STEPS = 6;

/** A frame that was dropped came too late for ever. */
function p95Of({ ms, sent }: Camera): number {
  const late = Array<number>(Math.max(0, sent - ms.length)).fill(Number.POSITIVE_INFINITY);
  return quantile([...ms, ...late], 0.95);
}

const holds = ({ cameras }: LoadResult) => cameras.every((camera) => p95Of(camera) <= IN_TIME_MS);

function rowOf(counters: number, { cameras, seconds }: LoadResult, name: string): readonly Cell[] {
  const rates = cameras.map(({ answered }) => answered / seconds);
  const p95 = cameras.map((camera) => quantile(camera.ms, 0.95));
  const sent = cameras.reduce((sum, camera) => sum + camera.sent, 0);
  const answered = cameras.reduce((sum, camera) => sum + camera.answered, 0);
  return [
    name,
    counters,
    fixed(answered / seconds),
    `${fixed(Math.min(...rates))} – ${fixed(Math.max(...rates))}`,
    `${fixed(Math.min(...p95), 0)} – ${fixed(Math.max(...p95), 0)}`,
    `${fixed((100 * (sent - answered)) / sent)} %`,
  ];
}

interface Found {
  readonly most: number;
  readonly rows: readonly (readonly Cell[])[];
  /** Of the least and the most answered counter at the heaviest load. */
  readonly fairness: number;
}

async function search(daemon: RunningDaemon, pictures: string): Promise<Found> {
  let runs = 0;
  const load = (sockets: number, fps: number | null, seconds = SECONDS) => {
    runs += 1;
    const session = `density-${runs}`;
    const url = socketsOf(daemon);
    const plan = { url, protocol: 'binary', answer: 'detections', pingsPerSecond: 0, pictures } as const;
    return putLoad({ ...plan, sockets, fps, seconds, session });
  };
  const full = await load(8, null, 3);
  const capacity = full.cameras.reduce((sum, { answered }) => sum + answered, 0) / full.seconds / FPS;
  const tried = new Map<number, LoadResult>();
  let counters = Math.max(1, Math.floor(capacity * 0.9));
  let most = 0;
  for (let step = 0; step < MOST_STEPS && counters > 0 && !tried.has(counters); step += 1) {
    const result = await load(counters, FPS);
    tried.set(counters, result);
    if (holds(result)) most = Math.max(most, counters);
    counters += holds(result) ? 1 : -1;
  }
  const rows: (readonly Cell[])[] = [];
  const best = tried.get(most);
  if (best) rows.push(rowOf(most, best, 'the most in time'));
  let fairness = Number.NaN;
  for (const times of BEYOND) {
    const count = Math.ceil(Math.max(1, most) * times);
    const result = await load(count, FPS);
    const rates = result.cameras.map(({ answered }) => answered);
    fairness = Math.min(...rates) / Math.max(...rates);
    rows.push(rowOf(count, result, `× ${times}`));
  }
  return { most, rows, fairness };
}

/** The table that the sizing table is made of. */
export const SIZES = 'What the daemon holds';
const HEAD = ['load', 'counters', 'results/s', 'each counter', 'p95 ms of each', 'not analysed'];

export const density: Section = async (atEnd) => {
  const tables: Table[] = [];
  const goals: Goal[] = [];
  const sizes: Cell[][] = [];
  const kinds = [
    { name: 'faces off', faces: false, pictures: PICTURES },
    {
      name: 'faces on, a stranger before every camera',
      faces: true,
      pictures: join(PEOPLE, 'clips/visit-p1/frames'),
    },
  ];
  for (const { name, faces, pictures } of kinds) {
    const daemon = await startQuiet({ faces }, atEnd);
    const { most, rows, fairness } = await search(daemon, pictures);
    const { daemonMb, workersMb } = await usageOf(daemon);
    await daemon.stop();
    const workers = Math.max(1, availableParallelism() - 1);
    tables.push({
      title: `Counters at ${FPS} frames a second, ${name}, ${workers} worker(s): ${most}`,
      head: HEAD,
      rows,
    });
    sizes.push([name, workers, most, fixed(daemonMb, 0), fixed(workersMb / workers, 0)]);
    goals.push(atLeast(`counters in time, ${name}`, most, 1));
    goals.push(
      atLeast(`least ÷ most answered counter at twice the load, ${name}`, Number(fairness.toFixed(2)), 0.8),
    );
  }
  const head = ['counters', 'workers', 'held in time', 'daemon MB', 'a worker MB'];
  tables.push({ title: SIZES, head, rows: sizes });
  return { tables, goals };
};
