/** Clients that hold a connection and do not do their part. */
import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';

export interface Held {
  readonly count: number;
  /** How many the daemon has not closed. */
  open(): number;
  end(): void;
}

const HEADS = {
  /** Nothing at all. */
  silent: '',
  /** A request whose head does not end. */
  request: 'POST /api/login HTTP/1.1\r\nHost: localhost\r\nX-Slow: ',
  /** A request whose body does not come. */
  body: 'POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
  /** The opening of a socket that does not end. */
  handshake:
    'GET /ws/slow HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nX-Slow: ',
} as const;

export type Slowness = keyof typeof HEADS;
const BYTE_EVERY_MS = 1_000;

/** Opens connections that send their head and then one more byte a second. */
export async function holdSlowly(url: string, how: Slowness, count: number): Promise<Held> {
  const { hostname, port } = new URL(url);
  const sockets: Socket[] = [];
  for (let at = 0; at < count; at += 1) {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    socket.resume();
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(HEADS[how]);
    sockets.push(socket);
  }
  const isOpen = (socket: Socket) => !socket.destroyed && !socket.readableEnded;
  const drip = setInterval(() => {
    if (how !== 'silent') for (const socket of sockets) if (isOpen(socket)) socket.write('a');
  }, BYTE_EVERY_MS);
  return {
    count,
    open: () => sockets.filter(isOpen).length,
    end() {
      clearInterval(drip);
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Opens sockets that say nothing, but answer the daemon's pings. */
export async function holdIdle(url: string, count: number, prefix: string): Promise<Held> {
  const address = url.replace('http', 'ws');
  const sockets: WebSocket[] = [];
  for (let at = 0; at < count; at += 1) {
    const socket = new WebSocket(`${address}/ws/${prefix}-${at}`);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    socket.on('error', () => {});
    sockets.push(socket);
  }
  return {
    count,
    open: () => sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length,
    end: () => sockets.forEach((socket) => void socket.terminate()),
  };
}

/** Opens sockets that ask on and on and never read an answer. */
export async function holdUnread(url: string, count: number, question: string): Promise<Held> {
  const address = url.replace('http', 'ws');
  const sockets: WebSocket[] = [];
  let ended = false;
  for (let at = 0; at < count; at += 1) {
    const socket = new WebSocket(`${address}/ws/unread-${at}`);
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('open', resolve));
    socket.pause();
    sockets.push(socket);
  }
  const isOpen = (socket: WebSocket) => socket.readyState === WebSocket.OPEN;
  const ask = () => {
    for (const socket of sockets)
      for (let left = 200; left > 0 && isOpen(socket) && socket.bufferedAmount < 1e6; left -= 1)
        socket.send(question);
    if (!ended) setTimeout(ask, 20);
  };
  ask();
  return {
    count,
    open: () => sockets.filter(isOpen).length,
    end() {
      ended = true;
      for (const socket of sockets) socket.terminate();
    },
  };
}
