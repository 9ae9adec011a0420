/** Finishing what a database that went away cut off, as soon as it answers again. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface CatchUp {
  /** Something may be left half done. */
  ask(): void;
  stop(): void;
}

/** Before the first try and after the first that failed, ms; twice as long after each further one. */
const WAIT_MS = 500;
const MAX_WAIT_MS = 30_000;

/** @param settle finishes all; may be called while others work, and again after it failed */
export function createCatchUp(settle: () => Promise<void>): CatchUp {
  let isAsked = false;
  let isWorking = false;
  let stopped = false;

  async function work(): Promise<void> {
    isWorking = true;
    for (let wait = WAIT_MS; isAsked && !stopped; wait = Math.min(MAX_WAIT_MS, 2 * wait)) {
      await sleep(wait, undefined, { ref: false });
      if (stopped) return;
      isAsked = false;
      await settle().catch(() => {
        isAsked = true;
      });
    }
    isWorking = false;
  }

  return {
    ask() {
      isAsked = true;
      if (!isWorking) void work();
    },
    stop() {
      stopped = true;
    },
  };
}
