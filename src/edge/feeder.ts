/** From the newest picture to the socket, at the daemon's pace. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { OutboundMessage } from '../protocol/index.js';
import type { CapturedFrame } from './camera.js';
import { createGate } from './gate.js';
import type { Grant } from './grant.js';
import type { Look } from './local.js';
import { nextDue } from './pace.js';
import { fitPicture } from './picture.js';
import type { Slot } from './slot.js';
import { type EdgeContext, noteAnswer } from './status.js';
import type { Uplink } from './uplink.js';

/** While another camera feeds the session, ours asks so often whether it is free, ms. */
const ELSEWHERE_GAP_MS = 1_000;
/** Most frames unanswered at once, however long the line. */
const MOST_UNANSWERED = 8;

export interface FeederOptions extends Grant {
  /** JPEG quality of pictures that have to be made narrower. */
  readonly quality: number;
  /** When pictures are looked at here and only facts are sent. */
  readonly look: Look | null;
}

export interface Feeder {
  /** Sends frames until the signal ends it. */
  run(signal: AbortSignal): Promise<void>;
  /** Since when a frame has waited for its answer, ms of `performance.now()`; null when none does. */
  waitingSince(): number | null;
}

/**
 * One connection's feeder. One frame is under way and the next goes out when it is answered; on a long line as many as
 * are on it, so that the pace is kept. A frame is sent once: what a fallen line swallowed is old by then.
 * @param onAnswer told each answer, with the picture as it was sent and its capture time, ms since 1970
 */
export function createFeeder(
  uplink: Uplink,
  { fps, width, quality, look }: FeederOptions,
  slot: Slot<CapturedFrame>,
  onAnswer: (answer: OutboundMessage, picture: Uint8Array, capturedAt: number) => void,
  { status, say }: EdgeContext,
): Feeder {
  const { line } = status;
  const interval = 1000 / fps;
  /** Capture times keep their steps when the computer's clock is set; only a new connection looks at it again. */
  const clockOffset = Date.now() - performance.now();
  const onTheLine = () => Math.floor(((line.roundTripMs ?? 0) * 1.5) / interval);
  const gate = createGate(() => Math.min(MOST_UNANSWERED, 1 + onTheLine()));
  let oldestSentAt = 0;

  async function send({ at, jpeg }: CapturedFrame): Promise<void> {
    const picture = await fitPicture(jpeg, { maxWidth: width, quality });
    const facts = look && (await look.facts(picture, at));
    if (gate.inside === 0) oldestSentAt = performance.now();
    gate.enter();
    line.sent += 1;
    const capturedAt = clockOffset + at;
    (facts ? uplink.sendFacts(facts, capturedAt) : uplink.send(picture, capturedAt))
      .then((answer) => {
        line.lastAnswerAt = performance.now();
        noteAnswer(status, line.lastAnswerAt - at);
        onAnswer(answer, picture, capturedAt);
      })
      .catch(() => {
        line.unanswered += 1;
      })
      .finally(() => {
        // Answers come in the order of the frames: the others went out after this one.
        oldestSentAt = performance.now();
        gate.leave();
      });
  }

  return {
    waitingSince: () => (gate.inside > 0 ? oldestSentAt : null),
    async run(signal) {
      let due = performance.now();
      while (!signal.aborted) {
        const wait = due - performance.now();
        if (wait > 0) await sleep(wait, undefined, { signal }).catch(() => {});
        await gate.room(signal);
        const frame = await slot.take(interval / 4, signal);
        if (frame === null || signal.aborted) return;
        due = nextDue(due, performance.now(), line.elsewhere ? ELSEWHERE_GAP_MS : interval);
        await send(frame).catch((error: Error) => say('camera', `a picture was left out: ${error.message}`));
      }
    },
  };
}
