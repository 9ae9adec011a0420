/** A real daemon process, started by the real command line. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, onTestFinished } from 'vitest';
import { FACE_MODELS } from './face-models.js';
import { type AtEnd, temporaryFolder } from './folder.js';
import { writeLampModel } from './lamp-model.js';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const BIN = join(ROOT, 'bin/yolo1125.js');
export const PHONE = '0900000000';
export const PIN = '1125';

export interface RunningDaemon {
  /** e.g. `http://127.0.0.1:40123`. */
  readonly url: string;
  readonly data: string;
  readonly process: ChildProcess;
  /** All that it logged so far. */
  log(): string;
  /** @returns the exit code */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface DaemonSetup {
  readonly data?: string;
  /** A product model; by default one that sees 元翠茶 in white pictures. Null: what the data folder says. */
  readonly model?: string | null;
  readonly args?: readonly string[];
  /** Whether it recognises faces; false by default, because most tests are not about them. */
  readonly faces?: boolean;
  /** Whether the demo member may sign in; true by default. */
  readonly demo?: boolean;
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** A shell word before the program, e.g. `ulimit -f 100;`. */
  readonly prefix?: string;
}

/** A busy computer takes long to load a model. */
const START_MS = 50_000;

let sessions = 0;

/** A name of a session that nobody used before, so that tests can share a daemon. */
export function newSession(): string {
  sessions += 1;
  return `counter-${sessions}`;
}

/** Starts one for all tests of a file, which must not be in each other's way. What it is set up with may have to be made. */
export function sharedDaemon(setup: DaemonSetup | ((atEnd: AtEnd) => Promise<DaemonSetup>) = {}): {
  readonly daemon: RunningDaemon;
} {
  const shared = {} as { daemon: RunningDaemon };
  beforeAll(async () => {
    const cleaners: (() => Promise<void> | void)[] = [];
    const atEnd: AtEnd = (clean) => cleaners.unshift(clean);
    shared.daemon = await startDaemon(typeof setup === 'function' ? await setup(atEnd) : setup, atEnd);
    return async () => {
      for (const clean of cleaners) await clean();
    };
  });
  return shared;
}

/** Starts `yolo1125 serve --demo` on a free port; stopped after the test. */
export async function startDaemon(
  setup: DaemonSetup = {},
  atEnd: AtEnd = onTestFinished,
): Promise<RunningDaemon> {
  const data = setup.data ?? join(temporaryFolder(atEnd), 'data');
  const args = [
    'serve',
    ...(setup.demo === false ? [] : ['--demo']),
    '--port',
    '0',
    '--data',
    data,
    ...(setup.faces ? ['--face-models', FACE_MODELS] : ['--faces', 'off']),
    ...(setup.args ?? []),
  ];
  if (setup.model !== null) args.push('--model', setup.model ?? lampModel(atEnd));
  // A database that the tests are given is for the tests that say so.
  const env = { ...process.env, MONGODB_URI: '', ...setup.env };
  const child = setup.prefix
    ? spawn('sh', ['-c', `${setup.prefix} exec "$0" "$@"`, process.execPath, BIN, ...args], { env })
    : spawn(process.execPath, [BIN, ...args], { env });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const daemon: RunningDaemon = {
    get url() {
      return (/kiosk\s+(https?:\/\/\S+?)\/\s/.exec(out)?.[1] ?? '').replace('localhost', '127.0.0.1');
    },
    data,
    process: child,
    log: () => err,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return exited;
    },
  };
  atEnd(async () => {
    await daemon.stop('SIGKILL');
  });
  const failed = exited.then((code) => {
    throw new Error(`the daemon ended with ${code}: ${err}`);
  });
  failed.catch(() => {});
  await Promise.race([until(() => daemon.url !== '', START_MS), failed]);
  if (setup.faces) await until(() => /face recognition is ready/.test(err));
  return daemon;
}

function lampModel(atEnd: AtEnd): string {
  const file = join(temporaryFolder(atEnd), 'lamp.onnx');
  writeLampModel(file);
  return file;
}

/** How many times longer than on a quiet machine is waited, for one that much else keeps busy. */
const PATIENCE = Number(process.env.YOLO1125_TEST_PATIENCE ?? 1);

/** Waits until something is so. */
export async function until(isSo: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  const end = performance.now() + ms * PATIENCE;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
