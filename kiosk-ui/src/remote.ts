/** Another camera's pictures, for as long as it feeds this counter: asked for, decoded, and shown with their own boxes. */
import { batch } from '@preact/signals';
import { decodeFrame } from '../../src/protocol/frame-envelope';
import { applyMessage } from './inbound';
import * as state from './state';
import type { CameraOwner, InboundMessage, OutboundMessage } from './types';

type Detections = Extract<OutboundMessage, { type: 'detections' }>;

/** Pictures whose boxes have not come yet; the daemon has two of a counter at once. */
const MOST_PENDING = 4;
/** An edge that starts again asks for its counter every second: it is given the time. */
const OWN_AGAIN_AFTER_MS = 3000;
const PICTURES_END_MS = 2000;

export interface Remote {
  readonly hearOwner: (owner: CameraOwner) => void;
  /** A picture as a binary frame. */
  readonly take: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** Shows what was found in a picture together with that picture. @returns false for what has no picture */
  readonly show: (message: Detections) => boolean;
}

export function createRemote(send: (message: InboundMessage) => boolean): Remote {
  const pending = new Map<number, Promise<ImageBitmap>>();
  let endTimer = 0;
  let shown = 0;
  let shownAt = Number.NEGATIVE_INFINITY;

  function drop(seq: number): void {
    void pending.get(seq)?.then(
      (bitmap) => bitmap.close(),
      () => {},
    );
    pending.delete(seq);
  }

  function forget(): void {
    for (const seq of pending.keys()) drop(seq);
    shown += 1;
    state.remotePicture.value?.close();
    state.remotePicture.value = null;
  }

  function end(): void {
    clearTimeout(endTimer);
    if (!state.isRemote.value) return;
    state.isRemote.value = false;
    send({ type: 'preview', on: false });
    forget();
  }

  function hearOwner(owner: CameraOwner): void {
    clearTimeout(endTimer);
    if (owner === 'this') end();
    else if (owner === 'none') endTimer = window.setTimeout(end, OWN_AGAIN_AFTER_MS);
    else {
      state.isRemote.value = true;
      // Said again on every line: the daemon knows nothing of the one before.
      send({ type: 'preview', on: true });
    }
  }

  function take(bytes: Uint8Array<ArrayBuffer>): void {
    const { seq, jpeg } = decodeFrame(bytes);
    const blob = new Blob([jpeg as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' });
    const picture = createImageBitmap(blob);
    picture.catch(() => {}); // told of when it is shown
    pending.set(seq, picture);
    for (const old of [...pending.keys()].slice(0, -MOST_PENDING)) drop(old);
  }

  async function showOnce(picture: Promise<ImageBitmap>, message: Detections): Promise<void> {
    shown += 1;
    const turn = shown;
    const bitmap = await picture.catch(() => null);
    if (bitmap === null || turn !== shown) return bitmap?.close();
    batch(() => {
      state.remotePicture.value?.close();
      state.remotePicture.value = bitmap;
      shownAt = performance.now();
      applyMessage(message);
    });
  }

  function show(message: Detections): boolean {
    if (!state.isRemote.value) return false;
    const picture = pending.get(message.seq ?? 0);
    if (picture === undefined) {
      // Left out because this page was behind; or that camera has begun to send only what it finds.
      if (performance.now() - shownAt < PICTURES_END_MS) return true;
      forget();
      return false;
    }
    pending.delete(message.seq ?? 0);
    void showOnce(picture, message);
    return true;
  }

  return { hearOwner, take, show };
}
