/**
 * Pictures by node-webcam, one shot after another: the way where ffmpeg is missing. It knows the words of fswebcam and
 * imagesnap; running them is done here, because the package itself runs them through a shell without a time limit,
 * keeps every shot in memory, and gives an old picture again when the camera fails.
 */
import { exec } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import NodeWebcam from 'node-webcam';
import { looksLikeJpeg } from '../../protocol/index.js';
import { linuxPath } from '../cameras/list.js';
import type { CaptureWish, FrameSource } from './source.js';

/** Time for one shot, ms; imagesnap warms the camera up for a second. */
const SHOT_MS = 10_000;
const MAX_SHOT_BYTES = 16 * 2 ** 20;
const QUALITY = 85;
/** The only names that reach the shell. `TEST:…` is fswebcam's own test picture; imagesnap gets its name in quotes. */
const LINUX_DEVICE = /^(\/dev\/video\d{1,3}|\/dev\/v4l\/by-(id|path)\/[\w.:-]{1,120}|TEST:\w{1,32})$/;
const MAC_DEVICE = /^[\p{L}\p{N}][\p{L}\p{N} .()_-]{0,63}$/u;
const IS_MAC = process.platform === 'darwin';
/** fswebcam writes the picture to its output, so that none lies on a disk; imagesnap needs a file. */
const SHOT_FILE = IS_MAC ? 'shot.jpg' : '-';

interface Shot {
  readonly picture: Uint8Array;
  /** What the program said. */
  readonly words: string;
}

/**
 * @param device number or path of the camera; its name on macOS
 * @throws Error for what is no camera's name
 */
export function openWebcam(device: string, { fps, width, size }: CaptureWish): FrameSource {
  const name = safeName(device);
  const [wide = width, high = Math.round((width * 3) / 4)] = size?.split('x').map(Number) ?? [];
  const options = { width: wide, height: high, quality: QUALITY, output: 'jpeg', verbose: true };
  const camera = NodeWebcam.create({
    ...options,
    saveShots: false,
    // A camera's first pictures are dark: it has just been opened.
    skip: 3,
    ...(name === null ? {} : { device: name }),
  });
  return {
    description: `camera ${device} (node-webcam)`,
    count: null,
    live: true,
    async *frames(signal) {
      const folder = await mkdtemp(join(tmpdir(), 'yolo1125-'));
      const start = performance.now();
      try {
        while (!signal?.aborted) {
          const began = performance.now();
          const { picture, words } = await shoot(camera.generateSh(SHOT_FILE), folder, signal);
          if (signal?.aborted) return;
          if (!looksLikeJpeg(picture)) throw new Error(reasonOf(device, words));
          yield { jpeg: picture, time: began - start };
          const rest = 1000 / fps - (performance.now() - began);
          if (rest > 0) await sleep(rest, undefined, { signal }).catch(() => {});
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** Null for the default camera of macOS, which has a name and no number. */
function safeName(device: string): string | null {
  if (process.platform === 'win32') throw new Error('on Windows a camera needs ffmpeg; install it');
  if (IS_MAC && device === '0') return null;
  const name = IS_MAC ? device : linuxPath(device);
  if (!(IS_MAC ? MAC_DEVICE : LINUX_DEVICE).test(name))
    throw new Error(`"${device}" is no camera; "yolo1125 cameras" lists them`);
  return name;
}

/**
 * One run of the camera's program.
 * @throws Error when it is not installed or took too long
 */
function shoot(command: string, cwd: string, signal: AbortSignal | undefined): Promise<Shot> {
  // "exec" makes the shell become the program, so that the time limit ends the program and not only its shell.
  const line = `exec ${command.trim()}`;
  const limits = { cwd, timeout: SHOT_MS, killSignal: 'SIGKILL', maxBuffer: MAX_SHOT_BYTES } as const;
  return new Promise((resolve, reject) => {
    exec(line, { ...limits, encoding: 'buffer', ...(signal ? { signal } : {}) }, (error, out, err) => {
      if (error?.code === 127) return reject(new Error(`${command.trim().split(' ')[0]} is not installed`));
      if (error?.killed && !signal?.aborted)
        return reject(new Error(`the camera took longer than ${SHOT_MS / 1000} s for one picture`));
      const words = err.toString();
      if (!IS_MAC) return resolve({ picture: new Uint8Array(out), words });
      // Taken away at once: the next shot must not find this one when the camera fails.
      const file = join(cwd, SHOT_FILE);
      readFile(file)
        .then((picture) => rm(file).then(() => resolve({ picture: new Uint8Array(picture), words })))
        .catch(() => resolve({ picture: new Uint8Array(), words }));
    });
  });
}

function reasonOf(device: string, words: string): string {
  const line = words.split('\n').find((said) => /no such|error|denied|busy|unable|not found/i.test(said));
  return line?.trim() ?? `camera ${device} gave no picture`;
}
