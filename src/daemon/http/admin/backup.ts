/** A copy of the store on its way to the owner; nothing of it stays here. */
import { randomUUID } from 'node:crypto';
import type { ReadStream } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dayOf } from '../../../shop/index.js';
import type { DaemonContext } from '../../context.js';

const PREFIX = 'backup-on-its-way-';

export interface Backup {
  /** A name for the owner's computer. */
  readonly file: string;
  readonly bytes: number;
  readonly stream: ReadStream;
}

/**
 * The copy is written in the data folder, which only this user can read, and loses its name before its first byte leaves:
 * nothing of it stays, whether the browser takes it all, goes away, or the daemon is killed.
 * @throws AppError `store_unavailable` when it cannot be written
 */
export async function streamBackup({ store, options }: DaemonContext): Promise<Backup> {
  const { dataDir } = options;
  // A shop that is kept elsewhere may have no folder yet.
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, `${PREFIX}${randomUUID()}.db`);
  await store.backup(path);
  const file = await open(path, 'r');
  await rm(path, { force: true });
  const { size } = await file.stat();
  return { file: `yolo1125-${dayOf(new Date())}.db`, bytes: size, stream: file.createReadStream() };
}

/** Removes what a daemon left that was killed while it wrote a copy: people who are erased by now may be in it. */
export async function removeLeftBackups(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch(() => []);
  const left = names.filter((name) => name.startsWith(PREFIX));
  await Promise.all(left.map((name) => rm(join(dataDir, name), { force: true })));
}
