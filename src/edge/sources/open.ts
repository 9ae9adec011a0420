import { stat } from 'node:fs/promises';
import { openVideo } from './ffmpeg.js';
import { openFolder } from './folder.js';
import { openMjpeg } from './mjpeg.js';
import type { FrameSource } from './source.js';

const DEFAULT_MJPEG_FPS = 5;

/**
 * Opens recorded frames: a folder of JPEGs, a recording, an .mjpeg file, or with ffmpeg any video file.
 * @param fps for .mjpeg files, frames a second they were recorded at
 * @throws Error that says what can be played
 */
export async function openRecording(path: string, fps = DEFAULT_MJPEG_FPS): Promise<FrameSource> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new Error(`${path} does not exist`);
  if (found.isDirectory()) return openFolder(path);
  if (/\.(mjpe?g)$/i.test(path)) return openMjpeg(path, fps);
  if (/\.(mp4|mkv|mov|webm|avi|m4v|mpg|ts)$/i.test(path)) return openVideo(path, fps);
  throw new Error(`${path} cannot be played; give a folder of .jpg files, an .mjpeg file or a video`);
}
