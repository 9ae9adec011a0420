/** Waiting longer after each failure, and never in step with others that failed at the same moment. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Backoff {
  /** Waits; returns early when the signal ends it. */
  wait(signal: AbortSignal): Promise<void>;
  /** It works again: the next wait is the shortest. */
  reset(): void;
}

/**
 * Doubles from `first` to `most`, each ± half of it by chance.
 * @param first ms
 * @param most ms
 */
export function createBackoff(first: number, most: number): Backoff {
  let failures = 0;
  return {
    async wait(signal) {
      const base = Math.min(most, first * 2 ** Math.min(failures, 16));
      failures += 1;
      await sleep(base * (0.5 + Math.random()), undefined, { signal }).catch(() => {});
    },
    reset() {
      failures = 0;
    },
  };
}
