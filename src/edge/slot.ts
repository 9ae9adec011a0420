/** A place for one thing, where the newest wins. */
export interface Slot<T> {
  /** Puts a thing there, in place of the one that nobody took. */
  put(thing: T): void;
  /**
   * Takes the thing there, or waits for the next.
   * @param maxAgeMs a thing that has lain there for longer is passed over
   * @returns null when the signal ended the waiting
   */
  take(maxAgeMs: number, signal: AbortSignal): Promise<T | null>;
}

export function createSlot<T>(): Slot<T> {
  let held: { readonly thing: T; readonly at: number } | null = null;
  let waiting: ((thing: T | null) => void) | null = null;
  return {
    put(thing) {
      if (waiting) waiting(thing);
      else held = { thing, at: performance.now() };
    },
    take(maxAgeMs, signal) {
      const found = held;
      held = null;
      if (found && performance.now() - found.at <= maxAgeMs) return Promise.resolve(found.thing);
      if (signal.aborted) return Promise.resolve(null);
      return new Promise((resolve) => {
        const finish = (thing: T | null) => {
          waiting = null;
          signal.removeEventListener('abort', onAbort);
          resolve(thing);
        };
        const onAbort = () => finish(null);
        signal.addEventListener('abort', onAbort, { once: true });
        waiting = finish;
      });
    },
  };
}
