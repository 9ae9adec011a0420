/** A real edge process, started by the real command line. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Json } from './client.js';
import { BIN, until } from './daemon.js';
import { temporaryFolder } from './folder.js';

export interface RunningEdge {
  readonly process: ChildProcess;
  /** All that it printed so far. */
  out(): string;
  err(): string;
  health(): Promise<Json>;
  /** Waits until its health is so. */
  healthIs(isSo: (health: Json) => boolean): Promise<Json>;
  /** @returns the exit code */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  readonly exited: Promise<number | null>;
}

/** Starts `yolo1125 edge` on the session `counter-1`, with its health page; ended after the test. */
export async function startEdge(
  url: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RunningEdge> {
  const all = [
    'edge',
    '--url',
    url.replace('http', 'ws'),
    '--session',
    'counter-1',
    '--health',
    '0',
    ...args,
  ];
  const child = spawn(process.execPath, [BIN, ...all], { env: { ...process.env, ...env } });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const health = async () => {
    const page = /health +(\S+)/.exec(out)?.[1];
    return page === undefined ? null : (await fetch(page)).json();
  };
  const edge: RunningEdge = {
    process: child,
    out: () => out,
    err: () => err,
    health,
    exited,
    async healthIs(isSo) {
      let last: Json = null;
      await until(async () => {
        last = await health().catch(() => null);
        return last !== null && isSo(last);
      }).catch(() => {
        throw new Error(`never so; ${JSON.stringify(last)}\n${out}\n${err}`);
      });
      return last;
    },
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return exited;
    },
  };
  onTestFinished(async () => {
    await edge.stop('SIGKILL');
  });
  return edge;
}

/** Process numbers of the programs of this name that a process started; Linux only. */
export function childrenOf({ pid }: ChildProcess, name: string): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  return children.filter((child) => {
    try {
      return readFileSync(`/proc/${child}/comm`, 'utf8').trim() === name;
    } catch {
      return false;
    }
  });
}

/** A clip for ffmpeg to play as a camera would: JPEGs inside an .avi, 15 a second. */
export function aviOf(jpegs: readonly Buffer[]): string {
  const file = join(temporaryFolder(), 'camera.avi');
  const args = [
    '-y',
    '-loglevel',
    'error',
    '-f',
    'mjpeg',
    '-framerate',
    '15',
    '-i',
    'pipe:0',
    '-c:v',
    'copy',
    file,
  ];
  execFileSync('ffmpeg', args, { input: Buffer.concat(jpegs) });
  return file;
}
