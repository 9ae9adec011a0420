/** A folder of recordings that does not outgrow its size and age: the oldest go first. */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RECORDING_FILE } from './segment.js';

export interface RingLimits {
  readonly maxBytes: number;
  readonly maxAgeMs: number;
}

const NAME = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d\.\d{3}Z)$/;

interface Kept {
  readonly name: string;
  readonly bytes: number;
  /** When its last picture was written, ms since 1970. */
  readonly endedAt: number;
}

/** Makes the folder, for its owner only. */
export async function openRing(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/**
 * Removes recordings until the rest fits; whatever else lies in the folder is not touched.
 * @param open the recording that is being written, with its size; it stays
 */
export async function pruneRing(
  folder: string,
  { maxBytes, maxAgeMs }: RingLimits,
  open: { readonly name: string; readonly bytes: number } | null,
): Promise<void> {
  const names = (await readdir(folder)).filter((name) => NAME.test(name) && name !== open?.name).sort();
  const kept = (await Promise.all(names.map((name) => measure(folder, name)))).filter((one) => one !== null);
  let total = kept.reduce((sum, { bytes }) => sum + bytes, open?.bytes ?? 0);
  for (const { name, bytes, endedAt } of kept) {
    if (total <= maxBytes && Date.now() - endedAt <= maxAgeMs) continue;
    await rm(join(folder, name), { recursive: true, force: true });
    total -= bytes;
  }
}

/** Null for a folder that is no recording of ours. */
async function measure(folder: string, name: string): Promise<Kept | null> {
  const path = join(folder, name);
  const about = await stat(join(path, RECORDING_FILE)).catch(() => null);
  if (about === null) return null;
  const files = (await readdir(path, { recursive: true })).map((file) => join(path, file));
  const stats = await Promise.all(files.map((file) => stat(file).catch(() => null)));
  const found = stats.filter((one) => one?.isFile()).filter((one) => one !== null);
  const bytes = found.reduce((sum, { size }) => sum + size, 0);
  return { name, bytes, endedAt: Math.max(...found.map(({ mtimeMs }) => mtimeMs)) };
}
