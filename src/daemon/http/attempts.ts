/** Guessing of one secret is stopped for a while after some failures in a row. */
import { AppError } from '../../protocol/index.js';

const MAX_FAILURES = 5;
const LOCK_MS = 5 * 60_000;

/**
 * @returns a function that runs a check, counts it as a failure when it throws `code`, and lets nobody try while locked
 * @throws AppError `too_many_attempts` while locked
 */
export function createAttempts(code: AppError['code']): <T>(check: () => Promise<T>) => Promise<T> {
  let failures = 0;
  let lastAt = 0;
  return async (check) => {
    if (performance.now() - lastAt > LOCK_MS) failures = 0;
    if (failures >= MAX_FAILURES) throw new AppError('too_many_attempts');
    // Counted before the answer is known, so that guesses sent all at once are counted too.
    failures += 1;
    lastAt = performance.now();
    try {
      const result = await check();
      failures = 0;
      return result;
    } catch (error) {
      if (!(error instanceof AppError && error.code === code)) failures -= 1;
      throw error;
    }
  };
}
