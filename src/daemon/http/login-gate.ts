/** Lets one sign-in at a time do its costly PIN check: it takes a core for a while, by intent. */
import { AppError } from '../../protocol/index.js';
import { createMutex } from '../session/mutex.js';

/** Sign-ins that may wait; about half a second's worth. */
const MAX_WAITING = 8;

export type LoginGate = <T>(check: () => Promise<T>) => Promise<T>;

/** @returns a function that runs a check in its turn and throws AppError `server_busy` when too many wait */
export function createLoginGate(): LoginGate {
  const inTurn = createMutex();
  let waiting = 0;
  return async (check) => {
    if (waiting >= MAX_WAITING) throw new AppError('server_busy');
    waiting += 1;
    try {
      return await inTurn(check);
    } finally {
      waiting -= 1;
    }
  };
}
