/** A client's end of one socket: frames go out, each is answered, events come in. */
import { WebSocket } from 'ws';
import { encodeFrame, type Facts, type InboundMessage, type OutboundMessage } from '../protocol/index.js';

export interface Uplink {
  /**
   * Sends one frame and waits until the daemon has taken, dropped or refused it.
   * @param capturedAt ms since 1970
   * @throws Error when the socket closes first
   */
  send(jpeg: Uint8Array, capturedAt: number): Promise<OutboundMessage>;
  /** The same for what was found in a picture; the daemon takes it only from an edge with its token. */
  sendFacts(facts: Facts, capturedAt: number): Promise<OutboundMessage>;
  /**
   * How long the line takes there and back, ms, without the daemon's work.
   * @throws Error when the socket closes first
   */
  ping(): Promise<number>;
  /** Resolves when everything sent so far was worked on. */
  settle(): Promise<void>;
  /** Resolves with the close code when the socket is closed, from whichever side. */
  readonly closed: Promise<number>;
  close(): Promise<void>;
  /** Cuts the socket without a word: the other side does not answer. */
  cut(): void;
}

export interface UplinkOptions {
  /** Sent as `Authorization: Bearer`. */
  readonly token?: string | undefined;
  /** Certificates in PEM that the daemon is known by, in place of the system's. */
  readonly ca?: string | undefined;
  /** Of the session, where its id is the digest of one. */
  readonly secret?: string | undefined;
  /** Gives the opening up. */
  readonly signal?: AbortSignal | undefined;
}

interface Waiter {
  readonly resolve: (message: OutboundMessage) => void;
  readonly reject: (error: Error) => void;
}

const OPENING_MS = 5_000;
/** How long after the last event of a frame's work further events may still come, ms. */
const QUIET_MS = 250;
const MAX_SEQ = 0xffff_ffff;

/**
 * Opens the socket of a session.
 * @param url of the socket, e.g. `ws://127.0.0.1:8000/ws/kiosk-1`
 * @param onEvent told every message, answers too
 * @throws Error when the daemon cannot be reached or refuses
 */
export async function connectUplink(
  url: string,
  onEvent: (message: OutboundMessage) => void,
  options: UplinkOptions = {},
): Promise<Uplink> {
  const socket = openSocket(url, options);
  const answers = new Map<number, Waiter>();
  let seq = 0;
  /** Frames are worked on in order: up to this one all are done. */
  let workedUpTo = 0;
  let lastEventAt = 0;

  socket.on('message', (data, isBinary) => {
    const message = isBinary ? null : parseMessage(String(data));
    if (message === null) return;
    // Another camera's pictures may go on for ever; our own are awaited by their numbers.
    if (message.type !== 'detections') lastEventAt = performance.now();
    onEvent(message);
    if (!('seq' in message) || message.seq === undefined) return;
    // Boxes are told to everybody and may be of another camera's frame of the same number: they answer nothing.
    if (message.type !== 'detections') {
      answers.get(message.seq)?.resolve(message);
      answers.delete(message.seq);
    }
    if (message.type !== 'frame_received' && message.seq <= seq)
      workedUpTo = Math.max(workedUpTo, message.seq);
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await opened(socket, url);
  void closed.then((code) => {
    for (const { reject } of answers.values())
      reject(new Error(`the daemon closed the socket (code ${code})`));
    answers.clear();
    workedUpTo = seq;
  });

  function transmit(pack: (seq: number) => Uint8Array | string): Promise<OutboundMessage> {
    if (socket.readyState !== WebSocket.OPEN) return Promise.reject(new Error('the socket is closed'));
    seq = seq === MAX_SEQ ? 1 : seq + 1;
    const number = seq;
    const answer = new Promise<OutboundMessage>((resolve, reject) =>
      answers.set(number, { resolve, reject }),
    );
    socket.send(pack(number));
    return answer;
  }

  return {
    send: (jpeg, timestamp) => transmit((number) => encodeFrame({ seq: number, timestamp, jpeg })),
    sendFacts: (facts, captured_at) =>
      transmit((number) =>
        JSON.stringify({ type: 'facts', captured_at, seq: number, facts } satisfies InboundMessage),
      ),
    ping() {
      if (socket.readyState !== WebSocket.OPEN) return Promise.reject(new Error('the socket is closed'));
      const start = performance.now();
      socket.ping();
      return new Promise((resolve, reject) => {
        const finish = (end: () => void) => {
          socket.off('pong', onPong);
          socket.off('close', onClose);
          end();
        };
        const onPong = () => finish(() => resolve(performance.now() - start));
        const onClose = () => finish(() => reject(new Error('the socket is closed')));
        socket.on('pong', onPong);
        socket.on('close', onClose);
      });
    },
    async settle() {
      const isQuiet = () => workedUpTo >= seq && performance.now() - lastEventAt >= QUIET_MS;
      while (!isQuiet()) await new Promise((resolve) => setTimeout(resolve, 50));
    },
    closed,
    async close() {
      socket.close(1000);
      await closed;
    },
    cut: () => socket.terminate(),
  };
}

function openSocket(url: string, { token, ca, secret, signal }: UplinkOptions): WebSocket {
  const socket = new WebSocket(url, {
    perMessageDeflate: false,
    handshakeTimeout: OPENING_MS,
    headers: {
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(secret === undefined ? {} : { 'X-Session-Secret': secret }),
    },
    ...(ca === undefined ? {} : { ca }),
  });
  socket.on('error', () => {});
  const giveUp = () => socket.terminate();
  signal?.addEventListener('abort', giveUp, { once: true });
  const opened = () => signal?.removeEventListener('abort', giveUp);
  socket.once('open', opened).once('close', opened);
  return socket;
}

/** Null for what is no message: a daemon of another version may say more than is known here. */
function parseMessage(text: string): OutboundMessage | null {
  try {
    const message = JSON.parse(text) as OutboundMessage | null;
    return typeof message?.type === 'string' ? message : null;
  } catch {
    return null;
  }
}

function opened(socket: WebSocket, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', (error) => {
      const { origin } = new URL(url);
      const status = Number(/^Unexpected server response: (\d+)/.exec(error.message)?.[1]);
      if (status > 0) return reject(refusal(origin, status));
      const reason = error.message || (error as { code?: string }).code;
      reject(new Error(`cannot reach ${origin}: ${reason}; is "yolo1125 serve" running?`));
    });
    socket.once('close', () => reject(new Error(`cannot reach ${new URL(url).origin}`)));
  });
}

/** What a person is told of a daemon that answers but does not want this client. */
export function refusal(origin: string, status: number): Error {
  if (status === 401 || status === 403)
    return new Error(`${origin} does not accept this edge; give its token in YOLO1125_TOKEN`);
  return new Error(`${origin} answers with HTTP ${status}`);
}
