/** A copy of the store on its way to the owner; nothing of it stays here. */
import { randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dayOf } from '../../../shop/index.js';
import type { DaemonContext } from '../../context.js';

export interface Backup {
  /** A name for the owner's computer. */
  readonly file: string;
  readonly stream: ReadStream;
}

/**
 * It lies in the data folder, which only this user can read, until it was sent or the owner's browser went away.
 * @throws AppError `store_unavailable` when it cannot be written
 */
export async function streamBackup({ store, options, log }: DaemonContext): Promise<Backup> {
  const path = join(options.dataDir, `backup-${randomUUID()}.tmp`);
  await store.backup(path);
  const stream = createReadStream(path);
  stream.once('close', () => {
    rm(path, { force: true }).catch((error: Error) =>
      log.error({ reason: error.message }, 'backup left behind'),
    );
  });
  return { file: `yolo1125-${dayOf(new Date())}.db`, stream };
}
