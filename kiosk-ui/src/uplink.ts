/** Frames to the daemon: numbered, packed, and never more than two of them unanswered. */
import { encodeFrame } from '../../src/protocol/frame-envelope';
import { markFirstFrame, measureDrawn } from './timing';
import type { OutboundMessage } from './types';

const MOST_UNANSWERED = 2;

export interface Uplink {
  /**
   * Makes and sends one frame if there is room for it; the frame is not even made when there is none.
   * @param makeJpeg resolves to null when there is no picture just now
   */
  readonly offer: (makeJpeg: () => Promise<Uint8Array | null>) => Promise<void>;
  /** To be told every message: it may answer a frame. */
  readonly heard: (message: OutboundMessage) => void;
  /** Forgets what was unanswered: the line that would have answered is gone. */
  readonly reset: () => void;
}

export interface FramePort {
  readonly isOpen: () => boolean;
  readonly send: (bytes: Uint8Array<ArrayBuffer>) => boolean;
}

export function createUplink(port: FramePort): Uplink {
  const unanswered = new Set<number>();
  /** When frames were taken that are not analysed yet, by `performance.now()`. */
  const taken = new Map<number, number>();
  let next = 0;
  let isFirst = true;

  async function offer(makeJpeg: () => Promise<Uint8Array | null>): Promise<void> {
    if (!port.isOpen() || unanswered.size >= MOST_UNANSWERED) return;
    const seq = next;
    next = (next + 1) >>> 0;
    unanswered.add(seq);
    const timestamp = Date.now();
    const takenAt = performance.now();
    const jpeg = await makeJpeg().catch(() => null);
    if (!unanswered.has(seq)) return; // the line fell and came back meanwhile: this frame is old
    const bytes = jpeg === null ? null : encodeFrame({ seq, timestamp, jpeg });
    if (bytes === null || !port.send(bytes as Uint8Array<ArrayBuffer>)) unanswered.delete(seq);
    else {
      taken.set(seq, takenAt);
      if (isFirst) markFirstFrame();
      isFirst = false;
    }
  }

  function heard(message: OutboundMessage): void {
    const answers =
      message.type === 'frame_received' ||
      message.type === 'frame_dropped' ||
      message.type === 'detections' ||
      message.type === 'error';
    if (!answers || message.seq === undefined) return;
    unanswered.delete(message.seq);
    if (message.type === 'frame_received') return;
    const takenAt = taken.get(message.seq);
    if (takenAt !== undefined && message.type === 'detections') measureDrawn(takenAt);
    taken.delete(message.seq);
  }

  function reset(): void {
    unanswered.clear();
    taken.clear();
  }

  return { offer, heard, reset };
}
