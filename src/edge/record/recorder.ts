/** Keeping what the camera saw and what the daemon made of it, in recordings of a few minutes. */
import type { OutboundMessage } from '../../protocol/index.js';
import type { Say } from '../status.js';
import { openRing, pruneRing, type RingLimits } from './ring.js';
import { openSegment, type Segment } from './segment.js';

export interface RecorderOptions extends RingLimits {
  /** Folder that holds the recordings; made when it is missing. */
  readonly folder: string;
  /** For people: the camera. */
  readonly source: () => string;
}

export interface Recorder {
  /** @param capturedAt ms since 1970 */
  addFrame(jpeg: Uint8Array, capturedAt: number): void;
  addEvent(message: OutboundMessage): void;
  /** Resolves when all is written. */
  close(): Promise<void>;
}

/** A recording ends after so long when nothing lies before the camera, ms, and after three times that anyhow. */
const SEGMENT_MS = 5 * 60_000;
const PRUNE_MS = 60_000;
/** A disk that is slower than the camera is not waited for: with so much unwritten, pictures are left out. */
const MOST_WAITING = 50;

/**
 * @throws Error when the folder cannot be made or written
 */
export async function openRecorder(options: RecorderOptions, say: Say): Promise<Recorder> {
  const { folder, maxBytes } = options;
  await openRing(folder);
  await pruneRing(folder, options, null);
  let segment: Segment | null = null;
  /** Whether the daemon saw nothing in the last picture. */
  let isEmpty = true;
  let waiting = 0;
  let work: Promise<void> = Promise.resolve();

  /** One after another; a full disk ends the recording of this moment and not the streaming. */
  const queue = (task: () => Promise<void>) => {
    waiting += 1;
    work = work
      .then(task)
      .catch((error: Error) => {
        segment = null;
        say('recording', `not written: ${error.message}`);
      })
      .finally(() => {
        waiting -= 1;
      });
  };
  const isOver = ({ startedAt, bytes }: Segment, now: number) => {
    const age = now - startedAt;
    return bytes > maxBytes / 4 || age > 3 * SEGMENT_MS || age < 0 || (age > SEGMENT_MS && isEmpty);
  };
  const prune = () =>
    pruneRing(folder, options, segment).catch((error: Error) =>
      say('recording', `old recordings cannot be removed: ${error.message}`),
    );
  const pruning = setInterval(() => queue(prune), PRUNE_MS);

  return {
    addFrame(jpeg, capturedAt) {
      if (waiting > MOST_WAITING) return say('recording', 'the disk is too slow; pictures are left out');
      queue(async () => {
        if (segment === null || isOver(segment, capturedAt)) {
          segment = await openSegment(folder, capturedAt, options.source());
          await prune();
        }
        await segment.addFrame(jpeg, capturedAt);
      });
    },
    addEvent(message) {
      if (message.type === 'frame_received' || message.type === 'pong') return;
      if (message.type === 'detections') isEmpty = message.detections.length === 0;
      const at = Date.now();
      queue(async () => segment?.addEvent(message, at));
    },
    async close() {
      clearInterval(pruning);
      await work;
      await prune();
    },
  };
}
