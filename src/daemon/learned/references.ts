/** What products look like that a model was trained on, so that what was learned does not take their place. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GalleryEntry } from '../../vision/index.js';

/** No product id has such a letter. */
const PREFIX = 'class:';

/** The key of a class's looks in a gallery. */
export function referenceKey(className: string): string {
  return PREFIX + className;
}

export function isReference(key: string): boolean {
  return key.startsWith(PREFIX);
}

export function classNameOfReference(key: string): string {
  return key.slice(PREFIX.length);
}

/**
 * @param folder with a folder of crops, as JPEG, for each class; null for none
 * @throws Error when a picture cannot be read
 */
export async function readReferences(
  folder: string | null,
  embed: (jpegs: readonly Uint8Array[]) => Promise<readonly Float32Array[]>,
): Promise<readonly GalleryEntry[]> {
  if (folder === null) return [];
  const classes = await readdir(folder).catch(() => [] as string[]);
  const entries: GalleryEntry[] = [];
  for (const name of classes.sort()) {
    const files = (await readdir(join(folder, name))).filter((file) => file.endsWith('.jpg')).sort();
    const jpegs = await Promise.all(files.map((file) => readFile(join(folder, name, file))));
    if (jpegs.length > 0) entries.push({ key: referenceKey(name), vectors: await embed(jpegs) });
  }
  return entries;
}
