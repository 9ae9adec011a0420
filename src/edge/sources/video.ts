/** Video files, and cameras that are reached by an address, by way of ffmpeg. */
import { basename } from 'node:path';
import { ask, findProgram } from '../cameras/programs.js';
import { ffmpegJpegs, hideSecrets } from './ffmpeg.js';
import type { CaptureWish, FrameSource } from './source.js';

/** Encodes at a quality that costs the detector nothing; 2 is ffmpeg's best, 31 its worst. */
export const ENCODE = ['-an', '-c:v', 'mjpeg', '-q:v', '3', '-f', 'mjpeg', 'pipe:1'] as const;
export const COPY = ['-an', '-c:v', 'copy', '-f', 'mjpeg', 'pipe:1'] as const;
const ADDRESS = /^(rtsps?|https?):\/\//i;

export function isAddress(text: string): boolean {
  return ADDRESS.test(text) && URL.canParse(text);
}

/**
 * A video file, as fast as it is read.
 * @param fps frames a second to take of it
 */
export function openVideo(path: string, fps: number): FrameSource {
  return {
    description: basename(path),
    count: null,
    live: false,
    async *frames(signal) {
      let index = 0;
      for await (const jpeg of ffmpegJpegs(['-i', path, '-vf', `fps=${fps}`, ...ENCODE], signal)) {
        yield { jpeg, time: (index * 1000) / fps };
        index += 1;
      }
    },
  };
}

/** A camera with an address: RTSP, or MJPEG or any video over HTTP. Passwords in it are not shown. */
export function openAddress(address: string, wish: CaptureWish): FrameSource {
  const options = /^rtsp/i.test(address) ? ['-rtsp_transport', 'tcp'] : [];
  return streamOf(hideSecrets(address), [...options, '-i', address], [], wish);
}

/** A video file played as a camera would be: at its own pace, and from the start again for ever. */
export function openVideoAsCamera(path: string, wish: CaptureWish): FrameSource {
  return streamOf(basename(path), ['-i', path], ['-re', '-stream_loop', '-1'], wish);
}

function streamOf(
  description: string,
  input: readonly string[],
  pace: readonly string[],
  wish: CaptureWish,
): FrameSource {
  return {
    description,
    count: null,
    live: true,
    async *frames(signal) {
      const output = (await givesJpegs(input)) ? COPY : ['-vf', filterOf(wish), ...ENCODE];
      const start = performance.now();
      for await (const jpeg of ffmpegJpegs([...pace, ...input, ...output], signal))
        yield { jpeg, time: performance.now() - start };
    },
  };
}

/** Frames a second that are enough, never wider than what is wished. */
export function filterOf({ fps, width }: CaptureWish): string {
  return `fps=${fps},scale='min(iw,${width})':-2`;
}

/** Whether the pictures are JPEGs already, so that they need not be made anew. */
async function givesJpegs(input: readonly string[]): Promise<boolean> {
  if (findProgram('ffprobe') === null) return false;
  const codec = ['-select_streams', 'v:0', '-show_entries', 'stream=codec_name', '-of', 'csv=p=0'];
  return (await ask('ffprobe', ['-v', 'error', ...codec, ...input])).trim() === 'mjpeg';
}
