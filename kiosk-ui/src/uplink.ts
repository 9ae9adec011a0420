/** Frames to the daemon: numbered, packed, and never more than two of them unanswered. */
import { encodeFrame } from '../../src/protocol/frame-envelope';
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
  let next = 0;

  async function offer(makeJpeg: () => Promise<Uint8Array | null>): Promise<void> {
    if (!port.isOpen() || unanswered.size >= MOST_UNANSWERED) return;
    const seq = next;
    next = (next + 1) >>> 0;
    unanswered.add(seq);
    const timestamp = Date.now();
    const jpeg = await makeJpeg().catch(() => null);
    if (!unanswered.has(seq)) return; // the line fell and came back meanwhile: this frame is old
    const bytes = jpeg === null ? null : encodeFrame({ seq, timestamp, jpeg });
    if (bytes === null || !port.send(bytes as Uint8Array<ArrayBuffer>)) unanswered.delete(seq);
  }

  function heard(message: OutboundMessage): void {
    const answers =
      message.type === 'frame_received' ||
      message.type === 'frame_dropped' ||
      message.type === 'detections' ||
      message.type === 'error';
    if (answers && message.seq !== undefined) unanswered.delete(message.seq);
  }

  return { offer, heard, reset: () => unanswered.clear() };
}
