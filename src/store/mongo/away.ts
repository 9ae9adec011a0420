/** Knowing that the database is away, so that no call waits for it and a kiosk goes on from memory meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Db, MongoNetworkError, MongoServerSelectionError } from 'mongodb';
import { AppError } from '../../protocol/index.js';

/** Between two looks whether it is back, ms. */
const LOOK_EVERY_MS = 300;
/** A look that takes longer is given up, ms. */
const LOOK_FOR_MS = 3_000;
/** After so many looks in vain the client itself may be what is stuck. */
const LOOKS_BEFORE_STUCK = 3;

export interface Away {
  /** @throws AppError `store_unavailable` at once while the database is away */
  check(): void;
  /** To be told of every failure. From the first that found nobody there it looks until somebody answers. */
  note(error: unknown): void;
  /** Looks no more. */
  stop(): void;
}

/** @param onStuck called after each look from the third on that finds nobody; when it succeeds, somebody else has taken over */
export function watchAway(db: Db, onStuck: () => Promise<void>): Away {
  let isAway = false;
  let stopped = false;

  async function lookUntilBack(): Promise<void> {
    for (let looks = 1; !stopped; looks += 1) {
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
      if (looks >= LOOKS_BEFORE_STUCK) await onStuck().catch(() => {});
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
