/** The edge: a camera, a line to the daemon, and the newest picture between them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type CameraPatience, type CapturedFrame, keepCamera } from './camera.js';
import { keepLine, type LineListeners, type LineOptions } from './line.js';
import { linkAbort } from './linked-abort.js';
import { createSlot } from './slot.js';
import type { FrameSource } from './sources/source.js';
import type { EdgeContext, EdgeStatus } from './status.js';

export interface EdgeOptions {
  /** Opens the camera; called again after each failure. */
  readonly open: () => Promise<FrameSource>;
  readonly patience: CameraPatience;
  readonly line: LineOptions;
}

/**
 * Runs until the signal ends it, or a recording has been played and its last frame answered.
 * @throws CameraLostError when the camera is given up
 */
export async function runEdge(
  { open, patience, line }: EdgeOptions,
  listeners: LineListeners,
  context: EdgeContext,
  signal: AbortSignal,
): Promise<void> {
  const slot = createSlot<CapturedFrame>();
  const end = linkAbort(signal);
  const sending = keepLine(line, slot, listeners, context, end.signal);
  try {
    await keepCamera(open, patience, slot.put, context, end.signal);
    await answered(context.status, line.silenceMs, signal);
  } finally {
    end.abort();
    end.release();
    await sending;
  }
}

/** Waits until what was sent is answered, for as long as an answer may take. */
async function answered({ line }: EdgeStatus, patienceMs: number, signal: AbortSignal): Promise<void> {
  const end = performance.now() + patienceMs;
  const isOpen = () => line.sent > line.taken + line.dropped + line.refused + line.unanswered;
  do await sleep(100, undefined, { signal }).catch(() => {});
  while (isOpen() && !signal.aborted && performance.now() < end);
}
