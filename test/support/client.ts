/** A client of the wire contract, written against product.md and not against our own code. */
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { until } from './daemon.js';
import type { AtEnd } from './folder.js';

// biome-ignore lint/suspicious/noExplicitAny: replies are what is being tested; their types are not believed here
export type Json = any;

export interface TestSocket {
  readonly raw: WebSocket;
  /** Everything received, oldest first. */
  readonly received: Json[];
  /** Binary messages received, oldest first. */
  readonly pictures: Buffer[];
  send(message: Json | Buffer | string): void;
  /** The next message of a type that was not asked for before. */
  next(type: string): Promise<Json>;
  all(type: string): Json[];
  /** Sends one picture and waits until it was worked on or refused. */
  show(jpeg: Buffer): Promise<void>;
  close(): Promise<void>;
}

export async function openSocket(
  url: string,
  sessionId: string,
  headers: Record<string, string> = {},
  path = `/ws/${sessionId}`,
  atEnd: AtEnd = onTestFinished,
): Promise<TestSocket> {
  const raw = new WebSocket(url.replace('http', 'ws') + path, { headers });
  const received: Json[] = [];
  const taken = new Set<Json>();
  const pictures: Buffer[] = [];
  raw.on('message', (data, isBinary) => {
    if (isBinary) pictures.push(data as Buffer);
    else received.push(JSON.parse(data.toString()));
  });
  raw.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    raw.once('open', () => resolve());
    raw.once('unexpected-response', (_, response) =>
      reject(new Error(`refused with ${response.statusCode}`)),
    );
    raw.once('error', reject);
  });
  atEnd(() => raw.terminate());
  let seq = 0;
  const socket: TestSocket = {
    raw,
    received,
    pictures,
    send(message) {
      raw.send(Buffer.isBuffer(message) || typeof message === 'string' ? message : JSON.stringify(message));
    },
    async next(type) {
      const find = () => received.find((message) => message.type === type && !taken.has(message));
      await until(() => find() !== undefined).catch(() => {
        throw new Error(`no ${type}; received: ${received.map((message) => message.type).join(' ')}`);
      });
      const message = find();
      taken.add(message);
      return message;
    },
    all: (type) => received.filter((message) => message.type === type),
    async show(jpeg) {
      seq += 1;
      const number = seq;
      const timestamp = new Date(1_700_000_000_000 + number * 200).toISOString();
      socket.send({
        type: 'frame',
        frame: `data:image/jpeg;base64,${jpeg.toString('base64')}`,
        timestamp,
        seq: number,
      });
      await until(() =>
        received.some(
          ({ type, seq: answered }) =>
            answered === number && ['detections', 'frame_dropped', 'error'].includes(type),
        ),
      );
    },
    async close() {
      if (raw.readyState === WebSocket.CLOSED) return;
      raw.close();
      await new Promise((resolve) => raw.once('close', resolve));
    },
  };
  return socket;
}

export interface Reply {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
}

export async function get(url: string, headers: Record<string, string> = {}): Promise<Reply> {
  return read(await fetch(url, { headers }));
}

export async function post(url: string, body: Json, headers: Record<string, string> = {}): Promise<Reply> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return read(
    await fetch(url, {
      method: 'POST',
      body: text,
      headers: { 'Content-Type': 'application/json', ...headers },
    }),
  );
}

async function read(response: Response): Promise<Reply> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
}
