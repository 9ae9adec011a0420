/** Knowing that the database is away, so that not every call waits for it anew. */
import { type MongoClient, MongoNetworkError, MongoServerSelectionError } from 'mongodb';
import { AppError } from '../../protocol/index.js';

/** So long after a call found nobody there, others do not look again, ms. */
const REST_MS = 1_000;

export interface Away {
  /** @throws AppError `store_unavailable` while the database was away a moment ago */
  check(): void;
  /** To be told of every failure. */
  note(error: unknown): void;
}

export function watchAway(client: MongoClient): Away {
  let until = 0;
  // The driver looks by itself; a server that answers is there, whatever was a moment ago.
  client.on('serverHeartbeatSucceeded', () => {
    until = 0;
  });
  return {
    check() {
      if (performance.now() < until) throw new AppError('store_unavailable');
    },
    note(error) {
      if (error instanceof MongoServerSelectionError || error instanceof MongoNetworkError)
        until = performance.now() + REST_MS;
    },
  };
}
