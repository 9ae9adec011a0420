/**
 * A session's inbox of frames: one in work, at most one waiting, the newest wins.
 *
 * Analysing an old frame while a newer one lies there only makes the picture on the screen later, so a waiting frame
 * gives way. Every offered frame is either worked on or given to `onDrop`, never both.
 */
export interface Inbox<T> {
  offer(frame: T): void;
  /** Drops what waits, refuses what comes, and resolves when the frame in work is done. */
  close(): Promise<void>;
}

export interface InboxHandlers<T> {
  /** Works on one frame; must not throw. */
  readonly work: (frame: T) => Promise<void>;
  readonly onDrop: (frame: T, reason: 'superseded' | 'shutting_down') => void;
}

export function createInbox<T>({ work, onDrop }: InboxHandlers<T>): Inbox<T> {
  let waiting: { readonly frame: T } | null = null;
  let working: Promise<void> | null = null;
  let closed = false;

  async function run(first: T): Promise<void> {
    await work(first);
    while (waiting) {
      const { frame } = waiting;
      waiting = null;
      await work(frame);
    }
    working = null;
  }

  return {
    offer(frame) {
      if (closed) return onDrop(frame, 'shutting_down');
      if (!working) {
        working = run(frame);
        return;
      }
      if (waiting) onDrop(waiting.frame, 'superseded');
      waiting = { frame };
    },
    async close() {
      closed = true;
      if (waiting) onDrop(waiting.frame, 'shutting_down');
      waiting = null;
      await working;
    },
  };
}
