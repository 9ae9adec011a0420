/** Letting a few things be under way at once. */
export interface Gate {
  /** How many are under way. */
  readonly inside: number;
  /** Resolves when there is room for one more, or when the signal ends the waiting. */
  room(signal: AbortSignal): Promise<void>;
  enter(): void;
  leave(): void;
}

/** @param most how many may be under way at this moment */
export function createGate(most: () => number): Gate {
  let inside = 0;
  let wake: (() => void) | null = null;
  return {
    get inside() {
      return inside;
    },
    async room(signal) {
      while (inside >= most() && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const finish = () => {
            signal.removeEventListener('abort', finish);
            wake = null;
            resolve();
          };
          signal.addEventListener('abort', finish, { once: true });
          wake = finish;
        });
      }
    },
    enter() {
      inside += 1;
    },
    leave() {
      inside -= 1;
      wake?.();
    },
  };
}
