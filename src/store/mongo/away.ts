/** Knowing that the database is away, so that no call waits for it and a kiosk goes on from memory meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Db, MongoNetworkError, MongoServerSelectionError } from 'mongodb';
import { AppError } from '../../protocol/index.js';

/** Between two looks whether it is back, ms. */
const LOOK_EVERY_MS = 300;
/** A look that takes longer is given up: one whose connection was made while the server died may never be answered. */
const LOOK_FOR_MS = 3_000;

export interface Away {
  /** @throws AppError `store_unavailable` at once while the database is away */
  check(): void;
  /** To be told of every failure. From the first that found nobody there it looks until somebody answers. */
  note(error: unknown): void;
  /** Looks no more. */
  stop(): void;
}

export function watchAway(db: Db): Away {
  let isAway = false;
  let stopped = false;

  async function lookUntilBack(): Promise<void> {
    while (!stopped) {
      const isBack = await Promise.race([
        db.command({ ping: 1 }).then(
          () => true,
          () => false,
        ),
        sleep(LOOK_FOR_MS, false, { ref: false }),
      ]);
      if (isBack) {
        isAway = false;
        return;
      }
      await sleep(LOOK_EVERY_MS, undefined, { ref: false });
    }
  }

  return {
    check() {
      if (isAway) throw new AppError('store_unavailable');
    },
    note(error) {
      if (isAway || !(error instanceof MongoServerSelectionError || error instanceof MongoNetworkError))
        return;
      isAway = true;
      void lookUntilBack();
    },
    stop() {
      stopped = true;
    },
  };
}
