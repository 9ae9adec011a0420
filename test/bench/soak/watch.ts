/** Looks at a daemon every few seconds by its own metrics, and says afterwards whether it grew. */
import { lowsOf, medianOf, type Point, slopeOf } from './trend.js';

export interface Sample {
  /** Hours since the soak began. */
  readonly at: number;
  readonly rssMb: number;
  /** Of the worker processes, together. */
  readonly workersMb: number;
  readonly heapMb: number;
  /** Sockets, timers and files that the process holds. */
  readonly handles: number;
  readonly files: number;
  /** Since the sample before, ms; the meter's own step of 10 ms is taken off. */
  readonly loopP99Ms: number;
}

export interface Growth {
  readonly minutes: number;
  readonly samples: number;
  readonly rss_mb: { readonly after_warm_up: number; readonly end: number; readonly highest: number };
  readonly rss_mb_per_hour: number;
  readonly workers_mb: { readonly after_warm_up: number; readonly end: number; readonly highest: number };
  readonly workers_mb_per_hour: number;
  readonly heap_mb_per_hour: number;
  readonly handles: { readonly after_warm_up: number; readonly end: number };
  readonly open_files: { readonly after_warm_up: number; readonly end: number };
  readonly event_loop_p99_ms: { readonly median: number; readonly worst_ten_seconds: number };
}

/** A soak of less than this says nothing about growth, minutes. */
export const SHORTEST_MIN = 20;
/** What is taken for no growth: an hour's slope of the lows of resident memory, of the daemon and of its workers, MB, and
 * handles or files at the end. */
export const BOUNDS = { rssMbPerHour: 10, handles: 10, files: 5 } as const;

const EVERY_MS = 10_000;
const MINUTE = 1 / 60;
/** Caches and the compiler's work fill in the first part; it is not counted. */
const WARM_UP_SHARE = 0.25;
/** The meter wakes up every 10 ms and counts that too. */
const METER_STEP_MS = 10;

export async function readSample(url: string, at: number): Promise<Sample> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
  return {
    at,
    rssMb: value('process_resident_memory_bytes') / 2 ** 20,
    workersMb: value('yolo1125_workers_resident_memory_bytes') / 2 ** 20,
    heapMb: value('nodejs_heap_size_used_bytes') / 2 ** 20,
    handles: value('nodejs_active_handles_total'),
    files: value('process_open_fds'),
    loopP99Ms: Math.max(0, value('nodejs_eventloop_lag_p99_seconds') * 1000 - METER_STEP_MS),
  };
}

/** Samples until it is told to stop. @returns what to call then */
export function watchGrowth(url: string): () => Promise<Growth> {
  const start = performance.now();
  const samples: Sample[] = [];
  let running: Promise<void> = Promise.resolve();
  const look = async () => {
    samples.push(await readSample(url, (performance.now() - start) / 3_600_000));
  };
  const timer = setInterval(() => {
    // A daemon that answers no metrics for ten seconds is found by whoever shops there.
    running = running.then(look).catch(() => {});
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await running;
    return growthOf(samples);
  };
}

export function growthOf(samples: readonly Sample[]): Growth {
  const end = samples.at(-1)?.at ?? 0;
  const counted = samples.filter(({ at }) => at >= end * WARM_UP_SHARE);
  const pick = (part: keyof Sample) =>
    counted.map((sample): Point => ({ at: sample.at, value: sample[part] }));
  const growth = (part: keyof Sample) => round(slopeOf(lowsOf(pick(part), MINUTE)));
  const ends = (part: keyof Sample) => {
    const values = pick(part).map(({ value }) => value);
    return { after_warm_up: round(medianOf(values.slice(0, 6))), end: round(medianOf(values.slice(-6))) };
  };
  const highest = (part: keyof Sample) => round(Math.max(...samples.map((sample) => sample[part])));
  return {
    minutes: round(end * 60),
    samples: samples.length,
    rss_mb: { ...ends('rssMb'), highest: highest('rssMb') },
    rss_mb_per_hour: growth('rssMb'),
    workers_mb: { ...ends('workersMb'), highest: highest('workersMb') },
    workers_mb_per_hour: growth('workersMb'),
    heap_mb_per_hour: growth('heapMb'),
    handles: ends('handles'),
    open_files: ends('files'),
    event_loop_p99_ms: {
      median: round(medianOf(counted.map(({ loopP99Ms }) => loopP99Ms))),
      worst_ten_seconds: round(Math.max(...counted.map(({ loopP99Ms }) => loopP99Ms))),
    },
  };
}

/** What grew beyond its bound, in words; nothing for a soak too short to tell. */
export function faultsOf({ minutes, handles, open_files, ...growth }: Growth): readonly string[] {
  if (minutes < SHORTEST_MIN) return [];
  const more = {
    handles: handles.end - handles.after_warm_up,
    files: open_files.end - open_files.after_warm_up,
  };
  return [
    ...(growth.rss_mb_per_hour > BOUNDS.rssMbPerHour
      ? [`memory of the daemon grows by ${growth.rss_mb_per_hour} MB an hour`]
      : []),
    ...(growth.workers_mb_per_hour > BOUNDS.rssMbPerHour
      ? [`memory of the workers grows by ${growth.workers_mb_per_hour} MB an hour`]
      : []),
    ...(more.handles > BOUNDS.handles ? [`${more.handles} more handles than after the warm-up`] : []),
    ...(more.files > BOUNDS.files ? [`${more.files} more open files than after the warm-up`] : []),
  ];
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
