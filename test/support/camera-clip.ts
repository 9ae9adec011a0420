/** Our own recordings as the camera of a browser. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { ROOT } from './daemon.js';
import { readJpegs } from './people.js';

/** Frames a second at which Chromium shows an MJPEG file as a camera. */
const CAMERA_FPS = 30;
/** Of the recordings. */
const CLIP_FPS = 5;
/** Start of a JPEG's frame header, baseline; what follows says how the colours are sampled. */
const SOF0 = Buffer.from([0xff, 0xc0]);

export interface CameraClip {
  /** Folders below `samples/`, played one after the other, e.g. `two-different`, `people/clips/visit-p1`. */
  readonly clips: readonly string[];
  /** How many times slower than recorded; 1 by default. For what is to be seen and not to be counted in time. */
  readonly slowness?: number;
  /** Seconds of an empty picture after them; then it all begins anew. */
  readonly after?: number;
}

/** Seconds of an empty picture before clips that are to be counted: a page opens its camera before it sends pictures of it. */
const BEFORE = 2;

/** Chromium shows anything but 4:2:0 as flat green. */
function is420(jpeg: Buffer): boolean {
  const at = jpeg.indexOf(SOF0);
  return at >= 0 && jpeg[at + 11] === 0x22 && jpeg[at + 14] === 0x11;
}

async function to420(jpeg: Buffer): Promise<Buffer> {
  return is420(jpeg) ? jpeg : sharp(jpeg).jpeg({ quality: 90, chromaSubsampling: '4:2:0' }).toBuffer();
}

/** A counter with nothing on it, small because it is repeated for long. */
function emptyPicture(): Promise<Buffer> {
  return sharp({ create: { width: 640, height: 480, channels: 3, background: '#606060' } })
    .jpeg({ quality: 50, chromaSubsampling: '4:2:0' })
    .toBuffer();
}

/**
 * Writes a file that `--use-file-for-fake-video-capture` plays at the true pace: each frame as often as the browser
 * shows it. It plays from its beginning when the camera is opened, and over and over.
 * @returns the file
 */
export async function writeCameraClip(folder: string, clip: CameraClip): Promise<string> {
  const empty = await emptyPicture();
  const pause = (seconds: number) => Array<Buffer>(seconds * CAMERA_FPS).fill(empty);
  const frames = clip.clips.flatMap((name) => readJpegs(join(ROOT, 'samples', name, 'frames')));
  const times = Math.round((CAMERA_FPS / CLIP_FPS) * (clip.slowness ?? 1));
  const shown: Buffer[] = clip.after === undefined ? [] : pause(BEFORE);
  for (const frame of frames) shown.push(...Array<Buffer>(times).fill(await to420(frame)));
  shown.push(...pause(clip.after ?? 0));
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'camera.mjpeg');
  writeFileSync(file, Buffer.concat(shown));
  return file;
}
