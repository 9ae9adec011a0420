/** Whether the other side still lives: it must answer what it was asked. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Uplink } from './uplink.js';

const PING_GAP_MS = 5_000;

/**
 * Watches a connection until it is silent for too long.
 * @param waitingSince since when a frame has waited for its answer, ms of `performance.now()`; null when none does
 * @param onRoundTrip told how long the line takes there and back, ms
 * @returns what is wrong, or null when the signal ended it
 */
export async function watchPulse(
  uplink: Uplink,
  silenceMs: number,
  waitingSince: () => number | null,
  onRoundTrip: (ms: number) => void,
  signal: AbortSignal,
): Promise<string | null> {
  let heardAt = performance.now();
  let asked = false;
  const ping = () => {
    asked = true;
    uplink.ping().then(
      (ms) => {
        asked = false;
        heardAt = performance.now();
        onRoundTrip(ms);
      },
      // Closed: whoever waits for the socket's end sees it.
      () => {},
    );
  };
  while (!signal.aborted) {
    if (!asked) ping();
    await sleep(Math.min(PING_GAP_MS, silenceMs / 4), undefined, { signal }).catch(() => {});
    const silent = performance.now() - Math.min(heardAt, waitingSince() ?? heardAt);
    if (!signal.aborted && silent > silenceMs) return `no answer for ${Math.round(silent / 1000)} s`;
  }
  return null;
}
