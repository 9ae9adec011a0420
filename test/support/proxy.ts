/** A TCP line to a daemon that can be cut, fall silent, be slow, and spoil what goes over it. */
import { connect, createServer, type Socket } from 'node:net';

export interface Proxy {
  /** e.g. `ws://127.0.0.1:40123`. */
  readonly url: string;
  /** Each way, ms; for connections opened from now on. */
  delayMs: number;
  /** One piece in so many is lost and comes a moment later, and all behind it waits, as TCP has it; 0 none. */
  loseOneIn: number;
  /** Nothing goes through, and nobody is told. */
  silent: boolean;
  /** Spoils one byte in so many that go to the daemon; 0 none. */
  spoilOneIn: number;
  /** Cuts every connection and refuses new ones. */
  cut(): void;
  mend(): void;
  close(): void;
}

/** How long TCP waits before it sends a lost piece again, at least, ms. */
const RETRANSMISSION_MS = 300;

/** @param target the daemon's address */
export async function openProxy(target: string): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let isCut = false;
  let passed = 0;
  let pieces = 0;

  const spoil = (bytes: Buffer) => {
    for (let at = 0; proxy.spoilOneIn > 0 && at < bytes.length; at += 1) {
      passed += 1;
      if (passed % proxy.spoilOneIn === 0) bytes[at] = (bytes[at] ?? 0) ^ 0x55;
    }
    return bytes;
  };
  const forward = (from: Socket, to: Socket, delay: number, change: (bytes: Buffer) => Buffer) => {
    const waiting: Buffer[] = [];
    let dueAt = 0;
    from.on('data', (chunk) => {
      if (proxy.silent) return;
      const bytes = change(Buffer.from(chunk));
      pieces += 1;
      const isLost = proxy.loseOneIn > 0 && pieces % proxy.loseOneIn === 0;
      dueAt = Math.max(dueAt, performance.now() + delay + (isLost ? RETRANSMISSION_MS : 0));
      waiting.push(bytes);
      // Timers of the same moment may come in any order; the bytes may not.
      setTimeout(() => to.writable && to.write(waiting.shift() as Buffer), dueAt - performance.now());
    });
    from.on('error', () => {});
    from.on('close', () => {
      sockets.delete(from);
      setTimeout(() => to.destroy(), Math.max(delay, dueAt - performance.now()));
    });
    sockets.add(from);
  };
  const server = createServer((client) => {
    if (isCut) return client.destroy();
    const { hostname, port } = new URL(target);
    const daemon = connect(Number(port), hostname);
    forward(client, daemon, proxy.delayMs, spoil);
    forward(daemon, client, proxy.delayMs, (bytes) => bytes);
  });
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const proxy: Proxy = {
    url: `ws://127.0.0.1:${port}`,
    delayMs: 0,
    loseOneIn: 0,
    silent: false,
    spoilOneIn: 0,
    cut() {
      isCut = true;
      destroyAll();
    },
    mend() {
      isCut = false;
    },
    close() {
      destroyAll();
      server.close();
    },
  };
  return proxy;
}
