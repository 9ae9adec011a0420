/** A camera that does not stop: opened again when it ends, fails or hangs. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createBackoff } from './backoff.js';
import { linkAbort } from './linked-abort.js';
import type { FrameSource } from './sources/source.js';
import type { EdgeContext, EdgeStatus } from './status.js';

export interface CameraPatience {
  /** Without a picture for so long the camera is opened anew, ms. */
  readonly stallMs: number;
  /** The same picture for so long is told as frozen, ms. */
  readonly frozenMs: number;
  /** Without a picture for so long it is given up, ms; 0 never. */
  readonly giveUpMs: number;
}

export interface CapturedFrame {
  readonly jpeg: Uint8Array;
  /** When it was taken, ms of `performance.now()`. */
  readonly at: number;
}

/** The camera gave no picture for too long, or a recording cannot be read; the service manager should know. */
export class CameraLostError extends Error {
  override readonly name = 'CameraLostError';
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;
/** A frozen picture is passed on so often, ms: enough to keep the session's camera, and the daemon has nothing to do. */
const FROZEN_GAP_MS = 1_000;

/**
 * Gives a camera's pictures for as long as it takes.
 * @param open called for each attempt
 * @param signal ends it
 * @returns when a recording has been played, or the signal ended it
 * @throws CameraLostError after `giveUpMs` without a picture, and for a recording that cannot be read: it would begin
 *   from its start
 */
export async function keepCamera(
  open: () => Promise<FrameSource>,
  patience: CameraPatience,
  onFrame: (frame: CapturedFrame) => void,
  context: EdgeContext,
  signal: AbortSignal,
): Promise<void> {
  const { status, say } = context;
  const { camera } = status;
  const backoff = createBackoff(FIRST_WAIT_MS, LONGEST_WAIT_MS);
  const pass = onlyFresh(patience.frozenMs, onFrame, context);
  const take = (frame: CapturedFrame) => {
    if (camera.state === 'opening') {
      backoff.reset();
      camera.state = 'running';
      camera.reason = null;
      say('camera', `gives pictures: ${camera.source}`);
    }
    pass(frame);
  };
  const startedAt = performance.now();
  while (!signal.aborted) {
    camera.state = 'opening';
    status.progress += 1;
    const outcome = await playOnce(open, patience.stallMs, take, camera, signal);
    if (signal.aborted) return;
    if (outcome === 'played') {
      camera.state = 'ended';
      say('camera', `${camera.source} has been played`);
      return;
    }
    const silent = performance.now() - (camera.lastFrameAt ?? startedAt);
    if (patience.giveUpMs > 0 && silent > patience.giveUpMs)
      throw new CameraLostError(`no picture for ${Math.round(silent / 1000)} s: ${outcome}`);
    if (camera.reason !== outcome) say('camera', `${outcome}; trying again`);
    camera.state = 'waiting';
    camera.reason = outcome;
    camera.restarts += 1;
    status.progress += 1;
    await backoff.wait(signal);
  }
}

/** One opening of the camera; `played` for a recording that came to its end, else why it did not go on. */
async function playOnce(
  open: () => Promise<FrameSource>,
  stallMs: number,
  onFrame: (frame: CapturedFrame) => void,
  camera: EdgeStatus['camera'],
  signal: AbortSignal,
): Promise<string> {
  const attempt = linkAbort(signal);
  let hangs = false;
  let live = true;
  const watchdog = setTimeout(() => {
    hangs = true;
    attempt.abort();
  }, stallMs);
  try {
    const source = await open();
    camera.source = source.description;
    live = source.live;
    if (!live) clearTimeout(watchdog);
    let start: number | null = null;
    for await (const frame of source.frames(attempt.signal)) {
      start ??= performance.now() - frame.time;
      if (!live) await until(start + frame.time, attempt.signal);
      if (attempt.signal.aborted) break;
      if (live) watchdog.refresh();
      onFrame({ jpeg: frame.jpeg, at: start + frame.time });
    }
    if (hangs) return `no picture for ${stallMs / 1000} s`;
    return live ? `${source.description} ended` : 'played';
  } catch (error) {
    if (!live) throw new CameraLostError((error as Error).message);
    return hangs ? `no picture for ${stallMs / 1000} s` : (error as Error).message;
  } finally {
    clearTimeout(watchdog);
    attempt.release();
  }
}

async function until(time: number, signal: AbortSignal): Promise<void> {
  const wait = time - performance.now();
  if (wait > 0) await sleep(wait, undefined, { signal }).catch(() => {});
}

/** Counts pictures, tells when they are the same over and over, and then lets few of them through. */
function onlyFresh(
  frozenMs: number,
  onFrame: (frame: CapturedFrame) => void,
  { status, say }: EdgeContext,
): (frame: CapturedFrame) => void {
  const { camera } = status;
  let last: Uint8Array | null = null;
  let changedAt = 0;
  let passedAt = 0;
  return (frame) => {
    const now = performance.now();
    camera.frames += 1;
    camera.lastFrameAt = now;
    status.progress += 1;
    const same = last !== null && Buffer.compare(last, frame.jpeg) === 0;
    if (!same) {
      if (camera.state === 'frozen') say('camera', 'the picture moves again');
      if (camera.state === 'frozen') camera.state = 'running';
      changedAt = now;
      last = frame.jpeg;
    } else if (camera.state === 'running' && now - changedAt > frozenMs) {
      camera.state = 'frozen';
      say('camera', `frozen: the same picture for ${Math.round((now - changedAt) / 1000)} s`);
    }
    if (camera.state === 'frozen' && now - passedAt < FROZEN_GAP_MS) return;
    passedAt = now;
    onFrame(frame);
  };
}
