/** A daemon whose wall clock the test sets. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DaemonSetup, type RunningDaemon, startDaemon, until } from './daemon.js';
import { type AtEnd, temporaryFolder } from './folder.js';

const SHIFT = fileURLToPath(new URL('./shift-clock.mjs', import.meta.url));

export interface ClockedDaemon {
  readonly daemon: RunningDaemon;
  /** Sets its clock to so many ms from ours, and waits until it goes by that. */
  shiftBy(ms: number): Promise<void>;
}

export async function startClockedDaemon(setup: DaemonSetup = {}, atEnd?: AtEnd): Promise<ClockedDaemon> {
  const file = join(temporaryFolder(atEnd), 'clock');
  const env = { NODE_OPTIONS: `--import ${SHIFT}`, CLOCK_FILE: file };
  const daemon = await startDaemon({ ...setup, env: { ...setup.env, ...env } }, atEnd);
  return {
    daemon,
    async shiftBy(ms) {
      writeFileSync(file, String(ms));
      daemon.process.kill('SIGUSR2');
      const done = `${file}.set`;
      await until(() => existsSync(done) && readFileSync(done, 'utf8') === String(ms));
    },
  };
}
