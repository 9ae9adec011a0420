/** A client's end of the socket: frames go out, each is answered, events come in. */
import { WebSocket } from 'ws';
import { encodeFrame, type OutboundMessage } from '../protocol/index.js';

export interface Uplink {
  /**
   * Sends one frame and waits until the daemon has taken, dropped or refused it.
   * @param capturedAt ms since 1970
   * @throws Error when the socket closes first
   */
  send(jpeg: Uint8Array, capturedAt: number): Promise<OutboundMessage>;
  /** Resolves when everything sent so far was worked on. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

interface Waiter {
  readonly resolve: (message: OutboundMessage) => void;
  readonly reject: (error: Error) => void;
}

/** How long after the last event of a frame's work further events may still come, ms. */
const QUIET_MS = 250;

/**
 * Opens the socket of a session.
 * @param url of the socket, e.g. `ws://127.0.0.1:8000/ws/kiosk-1`
 * @param onEvent told every message, answers too
 * @throws Error when the daemon cannot be reached
 */
export async function connectUplink(
  url: string,
  onEvent: (message: OutboundMessage) => void,
): Promise<Uplink> {
  const socket = new WebSocket(url, { perMessageDeflate: false, handshakeTimeout: 5_000 });
  const answers = new Map<number, Waiter>();
  let seq = 0;
  /** Frames are worked on in order: up to this one all are done. */
  let workedUpTo = 0;
  let lastEventAt = 0;

  socket.on('message', (data) => {
    const message = JSON.parse(data.toString()) as OutboundMessage;
    // Another camera's pictures may go on for ever; our own are awaited by their numbers.
    if (message.type !== 'detections') lastEventAt = performance.now();
    onEvent(message);
    if (!('seq' in message) || message.seq === undefined) return;
    answers.get(message.seq)?.resolve(message);
    answers.delete(message.seq);
    if (message.type !== 'frame_received' && message.seq <= seq)
      workedUpTo = Math.max(workedUpTo, message.seq);
  });
  await opened(socket, url);
  socket.on('error', () => {});
  socket.on('close', (code) => {
    for (const { reject } of answers.values())
      reject(new Error(`the daemon closed the socket (code ${code})`));
    answers.clear();
    workedUpTo = seq;
  });

  return {
    send(jpeg, capturedAt) {
      seq += 1;
      const number = seq;
      const answer = new Promise<OutboundMessage>((resolve, reject) =>
        answers.set(number, { resolve, reject }),
      );
      if (socket.readyState !== WebSocket.OPEN) return Promise.reject(new Error('the socket is closed'));
      socket.send(encodeFrame({ seq: number, timestamp: capturedAt, jpeg }));
      return answer;
    },
    async settle() {
      const isQuiet = () => workedUpTo >= seq && performance.now() - lastEventAt >= QUIET_MS;
      while (!isQuiet()) await new Promise((resolve) => setTimeout(resolve, 50));
    },
    close() {
      if (socket.readyState === WebSocket.CLOSED) return Promise.resolve();
      socket.close(1000);
      return new Promise((resolve) => socket.once('close', () => resolve()));
    },
  };
}

function opened(socket: WebSocket, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', (error) => {
      const reason = error.message || (error as { code?: string }).code;
      reject(new Error(`cannot reach ${new URL(url).origin}: ${reason}; is "yolo1125 serve" running?`));
    });
  });
}
