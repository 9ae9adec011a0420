import { effect } from '@preact/signals';

/** Resolves once `holds` is true of the signals it reads. */
export function until(holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    let stop: (() => void) | null = null;
    let done = false;
    stop = effect(() => {
      if (done || !holds()) return;
      done = true;
      resolve();
      stop?.();
    });
    if (done) stop();
  });
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => window.setTimeout(resolve, Math.max(0, ms)));
}
