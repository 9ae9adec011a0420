/** A folder of JPEGs, played in the order of their names. */
import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FrameSource } from './source.js';

interface TimedFile {
  readonly file: string;
  readonly time: number;
}

const JPEG_NAME = /\.jpe?g$/i;
const RECORDING_NAME = /^\d{4}-\d\d-\d\dT/;
const DEFAULT_FPS = 5;

/**
 * Opens a folder of JPEGs, or a recording: a folder that holds them in `frames/`.
 *
 * Beside the frames there may be `index.jsonl`, a line `{"file": "000000.jpg", "t": 0}` a frame with its time in ms;
 * otherwise frames are evenly spaced by `fps` of `expected.json`, or 5 a second.
 * @throws Error when there is no JPEG in it
 */
export async function openFolder(path: string): Promise<FrameSource> {
  const entries = await readdir(path, { withFileTypes: true });
  const isRecording = entries.some((entry) => entry.isDirectory() && entry.name === 'frames');
  const folder = isRecording ? join(path, 'frames') : path;
  const names = (await readdir(folder)).filter((name) => JPEG_NAME.test(name)).sort();
  if (names.length === 0) throw new Error(`${path} holds no .jpg files${hintFor(path, entries)}`);
  const files = (await readIndex(path)) ?? (await spaceEvenly(path, names));
  return {
    description: `${basename(path)}, ${files.length} frames`,
    count: files.length,
    live: false,
    async *frames() {
      for (const { file, time } of files) yield { jpeg: await readFile(join(folder, file)), time };
    },
  };
}

/** A folder that an edge records into holds recordings, not pictures. */
function hintFor(path: string, entries: readonly Dirent[]): string {
  const newest = entries.filter((entry) => entry.isDirectory() && RECORDING_NAME.test(entry.name)).at(-1);
  return newest ? `; it holds recordings, give one of them: ${join(path, newest.name)}` : '';
}

async function readIndex(path: string): Promise<readonly TimedFile[] | null> {
  const text = await readFile(join(path, 'index.jsonl'), 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n');
  // A recorder that was killed leaves a line half written.
  const last = lines.at(-1)?.trim() ?? '';
  if (!last.endsWith('}')) lines.pop();
  return lines
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const { file, t } = JSON.parse(line) as { file?: unknown; t?: unknown };
      if (
        typeof file !== 'string' ||
        !JPEG_NAME.test(file) ||
        basename(file) !== file ||
        typeof t !== 'number'
      ) {
        throw new Error(
          `${path}/index.jsonl line ${index + 1}: expected {"file": "….jpg", "t": milliseconds}`,
        );
      }
      return { file, time: t };
    });
}

async function spaceEvenly(path: string, names: readonly string[]): Promise<readonly TimedFile[]> {
  const expected = await readFile(join(path, 'expected.json'), 'utf8').catch(() => '{}');
  const { fps = DEFAULT_FPS } = JSON.parse(expected) as { fps?: number };
  return names.map((file, index) => ({ file, time: (index * 1000) / fps }));
}
