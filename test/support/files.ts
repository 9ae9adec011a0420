import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every byte of every file of a folder. */
export function bytesOf(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
}

/** Which of the named byte strings a folder's files hold, whole or any run of 12 bytes of them. */
export function foundIn(folder: string, needles: Readonly<Record<string, Uint8Array | string>>): string[] {
  const bytes = bytesOf(folder);
  return Object.entries(needles).flatMap(([name, needle]) => {
    const wanted = Buffer.from(needle);
    const runs = Math.max(1, wanted.length - 11);
    const found = Array.from({ length: runs }, (_, at) => wanted.subarray(at, at + 12));
    return found.some((run) => bytes.includes(run)) ? [name] : [];
  });
}
