/** From a word on the command line to a source of frames. */
import { stat } from 'node:fs/promises';
import { openCamera } from './camera.js';
import { openFolder } from './folder.js';
import { openMjpeg } from './mjpeg.js';
import type { CaptureWish, FrameSource } from './source.js';
import { openTestPattern } from './test-pattern.js';
import { isAddress, openAddress, openVideo, openVideoAsCamera } from './video.js';

const DEFAULT_MJPEG_FPS = 5;
const VIDEO_NAME = /\.(mp4|mkv|mov|webm|avi|m4v|mpg|ts)$/i;

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
  if (VIDEO_NAME.test(path)) return openVideo(path, fps);
  throw new Error(`${path} cannot be played; give a folder of .jpg files, an .mjpeg file or a video`);
}

/**
 * Opens whatever can stand for a camera: `0` or a device, `rtsp://…` or `http://…`, `test:`, a video file (played for
 * ever), or a recording (played once).
 * @throws Error that says what is wrong with the name
 */
export async function openSource(name: string, wish: CaptureWish): Promise<FrameSource> {
  if (name.startsWith('test:')) return openTestPattern(name);
  if (/^\d+$/.test(name)) return openCamera(name, wish);
  if (isAddress(name)) return openAddress(name, wish);
  const found = await stat(name).catch(() => null);
  if (found?.isFile() && VIDEO_NAME.test(name)) return openVideoAsCamera(name, wish);
  if (found?.isFile() || found?.isDirectory()) return openRecording(name, wish.fps);
  return openCamera(name, wish);
}
