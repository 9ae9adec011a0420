/** Cameras that send pictures, in a process of their own, so that they do not share the loop of what they measure. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { quantile } from '../faces/report.js';

export interface LoadPlan {
  /** e.g. `ws://127.0.0.1:8000`. */
  readonly url: string;
  /** As our own uplinks send frames, or as JSON with base64. */
  readonly protocol: 'binary' | 'json';
  /** The type of the message that answers a frame. */
  readonly answer: 'frame_received' | 'detections';
  readonly sockets: number;
  /** Frames a second of each socket, whatever is answered; null: the next frame when the last one is answered. */
  readonly fps: number | null;
  readonly seconds: number;
  /** Of a socket beside, that only pings; 0 for none. */
  readonly pingsPerSecond: number;
  /** Of the sessions' names. */
  readonly session: string;
  /** Folder of JPEGs that each camera shows over and over. */
  readonly pictures: string;
}

export interface Camera {
  readonly sent: number;
  readonly answered: number;
  readonly dropped: number;
  /** From when a frame was due to its answer, ms; without what was dropped. */
  readonly ms: readonly number[];
}

export interface LoadResult {
  /** Long that was measured, s. */
  readonly seconds: number;
  readonly cameras: readonly Camera[];
  readonly pingMs: readonly number[];
}

const GENERATOR = fileURLToPath(new URL('./generator.ts', import.meta.url));

/** @throws Error when a camera was cut off or told of an error */
export async function putLoad(plan: LoadPlan): Promise<LoadResult> {
  const child = fork(GENERATOR, [], { execArgv: ['--import', 'tsx'] });
  child.send(plan);
  const answered = once(child, 'message') as Promise<[LoadResult | { readonly failed: string }]>;
  const ended = once(child, 'exit').then((): never => {
    throw new Error('the load generator ended');
  });
  ended.catch(() => {});
  const [result] = await Promise.race([answered, ended]);
  if ('failed' in result) throw new Error(result.failed);
  return result;
}

/** All cameras of a load together. */
export function summaryOf({ seconds, cameras }: LoadResult) {
  const ms = cameras.flatMap((camera) => camera.ms);
  const sum = (part: 'sent' | 'answered' | 'dropped') =>
    cameras.reduce((total, camera) => total + camera[part], 0);
  return {
    fps: sum('answered') / seconds,
    sent: sum('sent'),
    answered: sum('answered'),
    dropped: sum('dropped'),
    p50: quantile(ms, 0.5),
    p95: quantile(ms, 0.95),
    p99: quantile(ms, 0.99),
  };
}
