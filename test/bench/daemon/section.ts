/** What a section of the bench is: tables, and goals that were met or missed. */
import { join } from 'node:path';
import { type DaemonSetup, ROOT, type RunningDaemon, startDaemon } from '../../support/daemon.js';
import { type AtEnd, temporaryFolder } from '../../support/folder.js';
import type { Table } from '../faces/report.js';

export interface Goal {
  readonly name: string;
  readonly value: number;
  readonly goal: string;
  readonly met: boolean;
}

export interface Measured {
  readonly tables: readonly Table[];
  readonly goals: readonly Goal[];
}

export type SectionReport = Measured | { readonly skipped: string };

/** What it started is ended by `atEnd`. */
export type Section = (atEnd: AtEnd) => Promise<SectionReport>;

export const PRODUCT_MODEL = join(ROOT, 'models/yolo1125-products.onnx');
export const PICTURES = join(ROOT, 'samples/one-item/frames');

export function atLeast(name: string, value: number, limit: number): Goal {
  return { name, value, goal: `≥ ${limit}`, met: value >= limit };
}

export function below(name: string, value: number, limit: number): Goal {
  return { name, value, goal: `< ${limit}`, met: value < limit };
}

/** A real daemon that logs nothing; without faces and the demo unless said otherwise. */
export function startQuiet(setup: DaemonSetup, atEnd: AtEnd): Promise<RunningDaemon> {
  const data = setup.data ?? join(temporaryFolder(atEnd), 'data');
  // With faces the log says when they are ready.
  const level = setup.faces ? 'info' : 'silent';
  return startDaemon(
    {
      model: PRODUCT_MODEL,
      demo: false,
      ...setup,
      data,
      args: ['--log-level', level, ...(setup.args ?? [])],
    },
    atEnd,
  );
}

export const socketsOf = ({ url }: RunningDaemon): string => url.replace('http', 'ws');

export interface Usage {
  /** Of the daemon and its workers, s. */
  readonly cpu: number;
  /** Resident, of the daemon and of its workers together. */
  readonly daemonMb: number;
  readonly workersMb: number;
  /** p99 of the event loop's delay since this was last asked, ms; the meter's step of 10 ms is taken off. */
  readonly loopP99Ms: number;
}

export async function usageOf({ url }: RunningDaemon): Promise<Usage> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
  return {
    cpu: value('process_cpu_seconds_total') + value('yolo1125_workers_cpu_seconds_total'),
    daemonMb: value('process_resident_memory_bytes') / 2 ** 20,
    workersMb: value('yolo1125_workers_resident_memory_bytes') / 2 ** 20,
    loopP99Ms: Math.max(0, value('nodejs_eventloop_lag_p99_seconds') * 1000 - 10),
  };
}
