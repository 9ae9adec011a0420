/** The real processes of the edge's benchmarks: daemon, edge, ffmpeg as the camera. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const BIN = join(ROOT, 'bin/yolo1125.js');
const TICK_MS = 10;

export interface Started {
  readonly process: ChildProcess;
  /** Of the daemon's API, or of the edge's health page. */
  readonly url: string;
}

// biome-ignore lint/suspicious/noExplicitAny: the health page is read as it is
export type Health = any;

/**
 * Recorded frames as a video whose JPEGs ffmpeg passes on, as it does with a camera's.
 * @param part first and last frame
 */
export function clipOf(
  sample: string,
  fps: number,
  folder: string,
  [from, to]: readonly [number, number] = [0, Number.MAX_SAFE_INTEGER],
): string {
  const frames = join(ROOT, 'samples', sample, 'frames');
  const input = Buffer.concat(
    readdirSync(frames)
      .sort()
      .slice(from, to + 1)
      .map((name) => readFileSync(join(frames, name))),
  );
  const file = join(folder, `${sample}-${fps}.avi`);
  const args = [
    '-y',
    '-loglevel',
    'error',
    '-f',
    'mjpeg',
    '-framerate',
    `${fps}`,
    '-i',
    'pipe:0',
    '-c:v',
    'copy',
  ];
  execFileSync('ffmpeg', [...args, file], { input, maxBuffer: 2 ** 28 });
  return file;
}

export function serve(data: string, fps: number, port = 0): Promise<Started> {
  const args = [
    'serve',
    '--demo',
    '--faces',
    'off',
    '--port',
    `${port}`,
    '--kiosk-fps',
    `${fps}`,
    '--data',
    data,
  ];
  return start([...args, '--log-level', 'silent'], /http:\/\/\S+?(?=\/\s)/);
}

export function startEdge(url: string, camera: string, args: readonly string[] = []): Promise<Started> {
  const socketUrl = url.replace('http', 'ws').replace('localhost', '127.0.0.1');
  const where = ['--url', socketUrl, '--session', 'bench', '--camera', camera, '--camera-fps', '60'];
  return start(['edge', ...where, '--health', '0', ...args], /http:\/\/\S+\/healthz/);
}

async function start(args: readonly string[], ready: RegExp): Promise<Started> {
  const child = spawn(process.execPath, [BIN, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const url = ready.exec(text)?.[0]?.replace('localhost', '127.0.0.1');
      if (url !== undefined) resolve({ process: child, url });
    });
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}`)));
  });
}

export async function stop({ process: child }: Started, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  if (child.exitCode === null && child.signalCode === null && child.kill(signal)) await gone;
}

export async function health({ url }: Started): Promise<Health> {
  return (await fetch(url)).json();
}

/** Waits until the edge's health is so; @returns ms it took */
export async function waitFor(edge: Started, isSo: (health: Health) => boolean): Promise<number> {
  const start = performance.now();
  while (!isSo(await health(edge))) await sleep(20);
  return performance.now() - start;
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** CPU that a process has used so far, ms; Linux only. */
export function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Resident memory, MB. */
export function rssOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** The ffmpeg that an edge started. */
export function ffmpegOf({ process: { pid } }: Started): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  return children.find((child) => readFileSync(`/proc/${child}/comm`, 'utf8').trim() === 'ffmpeg') ?? 0;
}
