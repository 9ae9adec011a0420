/** Video files and cameras by way of ffmpeg, which gives JPEGs one after another. */
import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { splitJpegs } from './mjpeg.js';
import type { FrameSource } from './source.js';

const QUALITY = ['-q:v', '3', '-f', 'mjpeg', 'pipe:1'];
const REASON_LENGTH = 200;

/** @param fps frames a second to take of it */
export function openVideo(path: string, fps: number): FrameSource {
  return {
    description: basename(path),
    count: null,
    frames: () => play(['-i', path, '-vf', `fps=${fps}`, ...QUALITY], fps),
  };
}

/**
 * @param device number of the camera, or its path or name as ffmpeg knows it
 * @throws Error for what is no camera's name
 */
export function openCamera(device: string, fps: number): FrameSource {
  // A name that starts with a dash would be taken for an option of ffmpeg's.
  if (!/^[\w/:. ()[\]+&-]{1,100}$/.test(device) || device.startsWith('-'))
    throw new Error(`"${device}" is no camera; give a number such as 0`);
  return {
    description: `camera ${device}`,
    count: null,
    frames: () => play([...cameraInput(device), '-vf', `fps=${fps}`, ...QUALITY], fps),
  };
}

function cameraInput(device: string): readonly string[] {
  if (process.platform === 'darwin') return ['-f', 'avfoundation', '-framerate', '30', '-i', device];
  if (process.platform === 'win32') return ['-f', 'dshow', '-i', `video=${device}`];
  return ['-f', 'v4l2', '-i', /^\d+$/.test(device) ? `/dev/video${device}` : device];
}

async function* play(args: readonly string[], fps: number) {
  const ffmpeg = spawn('ffmpeg', ['-nostdin', '-loglevel', 'error', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  ffmpeg.stderr.on('data', (text: Buffer) => {
    words = (words + text.toString()).slice(-REASON_LENGTH);
  });
  const ended = new Promise<Error | null>((resolve) => {
    ffmpeg.on('error', (error: Error & { code?: string }) =>
      resolve(
        error.code === 'ENOENT' ? new Error('ffmpeg is not installed; it opens cameras and videos') : error,
      ),
    );
    ffmpeg.on('close', (status) => resolve(status ? new Error(`ffmpeg: ${words.trim()}`) : null));
  });
  let index = 0;
  try {
    for await (const jpeg of splitJpegs(ffmpeg.stdout)) {
      yield { jpeg, time: (index * 1000) / fps };
      index += 1;
    }
    const failure = await ended;
    if (failure && index === 0) throw failure;
  } finally {
    ffmpeg.kill();
  }
}
