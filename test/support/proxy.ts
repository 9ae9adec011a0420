/** A TCP line to a daemon that can be cut, fall silent, be slow, and spoil what goes over it. */
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Proxy {
  /** e.g. `ws://127.0.0.1:40123`. */
  readonly url: string;
  /** Connections that were opened so far. */
  readonly opened: number;
  /** Each way, ms; for connections opened from now on. */
  delayMs: number;
  /** Nothing goes through, and nobody is told. */
  silent: boolean;
  /** Spoils one byte in so many that go to the daemon; 0 none. */
  spoilOneIn: number;
  /** Cuts every connection and refuses new ones. */
  cut(): void;
  mend(): void;
}

/** @param target the daemon's address */
export async function startProxy(target: string): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let isCut = false;
  let opened = 0;
  let passed = 0;

  const spoil = (bytes: Buffer) => {
    for (let at = 0; proxy.spoilOneIn > 0 && at < bytes.length; at += 1) {
      passed += 1;
      if (passed % proxy.spoilOneIn === 0) bytes[at] = (bytes[at] ?? 0) ^ 0x55;
    }
    return bytes;
  };
  const forward = (from: Socket, to: Socket, delay: number, change: (bytes: Buffer) => Buffer) => {
    from.on('data', (chunk) => {
      if (proxy.silent) return;
      const bytes = change(Buffer.from(chunk));
      setTimeout(() => to.writable && to.write(bytes), delay);
    });
    from.on('error', () => {});
    from.on('close', () => {
      sockets.delete(from);
      setTimeout(() => to.destroy(), delay);
    });
    sockets.add(from);
  };
  const server = createServer((client) => {
    if (isCut) return client.destroy();
    opened += 1;
    const { hostname, port } = new URL(target);
    const daemon = connect(Number(port), hostname);
    forward(client, daemon, proxy.delayMs, spoil);
    forward(daemon, client, proxy.delayMs, (bytes) => bytes);
  });
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    destroyAll();
    server.close();
  });
  const { port } = server.address() as { port: number };
  const proxy: Proxy = {
    url: `ws://127.0.0.1:${port}`,
    get opened() {
      return opened;
    },
    delayMs: 0,
    silent: false,
    spoilOneIn: 0,
    cut() {
      isCut = true;
      destroyAll();
    },
    mend() {
      isCut = false;
    },
  };
  return proxy;
}
