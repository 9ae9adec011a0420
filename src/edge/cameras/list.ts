/** The cameras of this computer and what each can do. */
import { readdir, readFile } from 'node:fs/promises';
import type { Backend } from '../sources/source.js';
import {
  type CameraMode,
  type FoundCamera,
  parseAvfoundationCameras,
  parseDshowCameras,
  parseDshowModes,
  parseV4l2Modes,
} from './parse.js';
import { ask, findProgram } from './programs.js';

export interface Camera extends FoundCamera {
  /** Empty when they cannot be asked for: without ffmpeg, or on macOS. */
  readonly modes: readonly CameraMode[];
}

/** The cameras found, in the order of their numbers. Never throws. */
export async function listCameras(): Promise<readonly Camera[]> {
  const found = await findCameras();
  return Promise.all(found.map(async (camera) => ({ ...camera, modes: await modesOf(camera.device) })));
}

/** The ways a camera gives pictures, by ffmpeg; empty when that cannot be said. */
export async function modesOf(device: string): Promise<readonly CameraMode[]> {
  if (findProgram('ffmpeg') === null) return [];
  if (process.platform === 'linux')
    return parseV4l2Modes(await askFfmpeg('-f', 'v4l2', '-list_formats', 'all', '-i', linuxPath(device)));
  if (process.platform === 'win32')
    return parseDshowModes(await askFfmpeg('-f', 'dshow', '-list_options', 'true', '-i', `video=${device}`));
  return [];
}

/** Which program would take a camera's pictures here; null when neither is installed. */
export function backendHere(): Backend | null {
  if (findProgram('ffmpeg') !== null) return 'ffmpeg';
  return findProgram(process.platform === 'darwin' ? 'imagesnap' : 'fswebcam') === null
    ? null
    : 'node-webcam';
}

/** `/dev/video0` for 0. */
export function linuxPath(device: string): string {
  return /^\d+$/.test(device) ? `/dev/video${device}` : device;
}

async function findCameras(): Promise<readonly FoundCamera[]> {
  if (process.platform === 'linux') return findLinuxCameras();
  if (findProgram('ffmpeg') === null) return [];
  if (process.platform === 'darwin')
    return parseAvfoundationCameras(await askFfmpeg('-f', 'avfoundation', '-list_devices', 'true', '-i', ''));
  return parseDshowCameras(await askFfmpeg('-f', 'dshow', '-list_devices', 'true', '-i', 'dummy'));
}

async function findLinuxCameras(): Promise<readonly FoundCamera[]> {
  const names = await readdir('/dev').catch(() => []);
  const nodes = names.filter((name) => /^video\d+$/.test(name));
  nodes.sort((a, b) => Number(a.slice(5)) - Number(b.slice(5)));
  const cameras = nodes.map(async (node) => {
    const about = `/sys/class/video4linux/${node}`;
    // A camera has further nodes that give its settings and no pictures; the first is the picture.
    const index = await readFile(`${about}/index`, 'utf8').catch(() => '0');
    const name = await readFile(`${about}/name`, 'utf8').catch(() => node);
    return index.trim() === '0' ? [{ device: node.slice(5), name: name.trim() }] : [];
  });
  return (await Promise.all(cameras)).flat();
}

function askFfmpeg(...args: readonly string[]): Promise<string> {
  return ask('ffmpeg', ['-hide_banner', '-nostdin', ...args]);
}
