import { stat } from 'node:fs/promises';
import { openFolder } from './folder.js';
import { openMjpeg } from './mjpeg.js';
import type { FrameSource } from './source.js';

const DEFAULT_MJPEG_FPS = 5;

/**
 * Opens recorded frames: a folder of JPEGs, a recording, or an .mjpeg file.
 * @param fps for .mjpeg files, frames a second they were recorded at
 * @throws Error that says what can be played
 */
export async function openRecording(path: string, fps = DEFAULT_MJPEG_FPS): Promise<FrameSource> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new Error(`${path} does not exist`);
  if (found.isDirectory()) return openFolder(path);
  if (/\.(mjpe?g)$/i.test(path)) return openMjpeg(path, fps);
  throw new Error(`${path} cannot be played; give a folder of .jpg files or an .mjpeg file`);
}
