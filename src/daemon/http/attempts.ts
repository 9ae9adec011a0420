/** Guessing of one secret is stopped for a while after some failures in a row, each time for longer. */
import { AppError } from '../../protocol/index.js';

const MAX_FAILURES = 5;
/** Of all addresses together: guessing from many at once. */
const MAX_FAILURES_OF_ALL = 50;
const LOCK_MS = 5 * 60_000;
const LONGEST_LOCK_MS = 60 * 60_000;
/** Addresses remembered at most. */
const MOST_KEYS = 10_000;

interface Tally {
  failures: number;
  lastAt: number;
  /** Locks in a row; each is twice as long. */
  locks: number;
}

/** Whoever is not to be locked out by others. */
export interface Guesser {
  readonly key: string;
  /** Counted by itself only: guesses from elsewhere must not lock the owner out of the shop's own computer. */
  readonly isApart: boolean;
}

/**
 * @returns a function that runs a check, counts it as a failure when it throws `code`, and lets nobody try while locked
 * @throws AppError `too_many_attempts` while locked, with the time that is left
 */
export function createAttempts(
  code: AppError['code'],
): <T>(guesser: Guesser, check: () => Promise<T>) => Promise<T> {
  const byKey = new Map<string, Tally>();
  const ofAll: Tally = { failures: 0, lastAt: 0, locks: 0 };

  function tallyOf(key: string): Tally {
    const known = byKey.get(key) ?? { failures: 0, lastAt: 0, locks: 0 };
    byKey.delete(key);
    byKey.set(key, known);
    const [oldest] = byKey.keys();
    if (byKey.size > MOST_KEYS && oldest !== undefined) byKey.delete(oldest);
    return known;
  }

  return async ({ key, isApart }, check) => {
    const own = tallyOf(key);
    const counted: readonly (readonly [Tally, number])[] = isApart
      ? [[own, MAX_FAILURES]]
      : [
          [own, MAX_FAILURES],
          [ofAll, MAX_FAILURES_OF_ALL],
        ];
    for (const [tally, most] of counted) refuseLocked(tally, most);
    // Counted before the answer is known, so that guesses sent all at once are counted too.
    for (const [tally] of counted) {
      tally.failures += 1;
      tally.lastAt = performance.now();
    }
    try {
      const result = await check();
      Object.assign(own, { failures: 0, locks: 0 });
      if (!isApart) ofAll.failures = Math.max(0, ofAll.failures - 1);
      return result;
    } catch (error) {
      if (!(error instanceof AppError && error.code === code))
        for (const [tally] of counted) tally.failures -= 1;
      throw error;
    }
  };
}

/** Ends a lock that is over, and forgets what is long ago. */
function refuseLocked(tally: Tally, most: number): void {
  const since = performance.now() - tally.lastAt;
  if (tally.failures >= most) {
    const lock = Math.min(LOCK_MS * 2 ** tally.locks, LONGEST_LOCK_MS);
    if (since <= lock)
      throw new AppError('too_many_attempts', undefined, undefined, Math.ceil((lock - since) / 1000));
    tally.locks += 1;
    tally.failures = 0;
  } else if (since > LONGEST_LOCK_MS) Object.assign(tally, { failures: 0, locks: 0 });
  else if (since > LOCK_MS) tally.failures = 0;
}
