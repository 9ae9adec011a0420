/** The one socket to the daemon: reconnects by itself, notices a dead line, hands every message on. */
import { socketUrl } from './address';
import { backoffMs } from './backoff';
import { secretProtocols } from './session-secret';
import type { InboundMessage, OutboundMessage } from './types';

/** Silence after which we ask whether anybody is there, and after which nobody is. */
const PING_AFTER_MS = 10_000;
const DEAD_AFTER_MS = 20_000;

export interface SocketHandlers {
  readonly onMessage: (message: OutboundMessage) => void;
  /** A picture of another camera, as a binary frame. */
  readonly onPicture?: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** A connection attempt begins. */
  readonly onConnecting: () => void;
  /** The line is gone; the next attempt is at `retryAt` (`Date.now()`). */
  readonly onWaiting: (retryAt: number) => void;
}

export interface Socket {
  /** Sends when the line is open. @returns whether it did */
  readonly send: (message: InboundMessage | Uint8Array<ArrayBuffer>) => boolean;
  readonly isOpen: () => boolean;
  /** Tries now instead of waiting. */
  readonly retryNow: () => void;
}

function parse(data: unknown): OutboundMessage | null {
  if (typeof data !== 'string') return null;
  try {
    const message = JSON.parse(data) as OutboundMessage | null;
    return typeof message?.type === 'string' ? message : null;
  } catch {
    return null;
  }
}

/** Opens the socket of a session and keeps it open for as long as the page lives. */
export function openSocket(sessionId: string, handlers: SocketHandlers): Socket {
  let line: WebSocket | null = null;
  let attempt = 0;
  let retryTimer = 0;
  let heardAt = 0;

  function connect(): void {
    clearTimeout(retryTimer);
    handlers.onConnecting();
    heardAt = Date.now();
    const opened = new WebSocket(socketUrl(sessionId), secretProtocols(sessionId));
    opened.binaryType = 'arraybuffer';
    line = opened;
    opened.onmessage = ({ data }) => {
      heardAt = Date.now();
      // A line that opens and falls at once must still back off, so only words reset the wait.
      attempt = 0;
      if (data instanceof ArrayBuffer) return handlers.onPicture?.(new Uint8Array(data));
      const message = parse(data);
      if (message !== null) handlers.onMessage(message);
    };
    opened.onclose = () => lost(opened);
  }

  function lost(which: WebSocket): void {
    if (which !== line) return;
    line = null;
    const wait = backoffMs(attempt);
    attempt += 1;
    retryTimer = window.setTimeout(connect, wait);
    handlers.onWaiting(Date.now() + wait);
  }

  /** A cable pulled out closes nothing: without this the page would show a living counter for minutes. */
  function watchLine(): void {
    if (line === null) return;
    const silence = Date.now() - heardAt;
    if (silence > DEAD_AFTER_MS) {
      const dead = line;
      dead.close();
      lost(dead);
    } else if (silence > PING_AFTER_MS) send({ type: 'ping' });
  }

  function send(message: InboundMessage | Uint8Array<ArrayBuffer>): boolean {
    if (line?.readyState !== WebSocket.OPEN) return false;
    line.send(message instanceof Uint8Array ? message : JSON.stringify(message));
    return true;
  }

  function retryNow(): void {
    if (line === null) connect();
  }

  window.setInterval(watchLine, 2500);
  window.addEventListener('online', retryNow);
  connect();
  return { send, retryNow, isOpen: () => line?.readyState === WebSocket.OPEN };
}
