/** A real daemon with the store of the bench, and clients that send it pictures at real pace. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectUplink } from '../../../src/edge/index.js';
import type { OutboundMessage } from '../../../src/protocol/index.js';
import { BIN, ROOT } from '../../support/daemon.js';
import { FACE_MODELS } from '../../support/face-models.js';

export interface Served {
  /** e.g. `ws://127.0.0.1:40123`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** @param args of `serve`, beyond port and data folder */
export async function serve(data: string, args: readonly string[]): Promise<Served> {
  const all = [BIN, 'serve', '--port', '0', '--data', data, '--face-models', FACE_MODELS, ...args];
  const child = spawn(process.execPath, all, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let out = '';
  let log = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    log += chunk;
  });
  const port = () => /http:\/\/[^\s:]+:(\d+)/.exec(out)?.[1];
  const isReady = () => port() !== undefined && (args.includes('off') || /recognition is ready/.test(log));
  while (!isReady()) {
    if (child.exitCode !== null) throw new Error(`the daemon ended: ${log}`);
    await sleep(50);
  }
  return {
    url: `ws://127.0.0.1:${port()}`,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

export interface Played {
  /** ms since the first frame was sent. */
  readonly at: number;
  readonly message: OutboundMessage;
}

/**
 * Sends frames as a camera does, each at its time, whether the daemon keeps up or not.
 * @param frameAt the picture of a number, null at the end
 * @param isDone ends the play early
 */
export async function playTo(
  { url }: Served,
  session: string,
  fps: number,
  frameAt: (index: number) => Uint8Array | null,
  isDone: (message: OutboundMessage) => boolean = () => false,
): Promise<readonly Played[]> {
  const events: Played[] = [];
  let start = 0;
  let done = false;
  const uplink = await connectUplink(`${url}/ws/${session}`, (message) => {
    events.push({ at: performance.now() - start, message });
    done ||= isDone(message);
  });
  start = performance.now();
  const sent: Promise<unknown>[] = [];
  for (let index = 0; !done; index += 1) {
    const frame = frameAt(index);
    if (!frame) break;
    await sleep(Math.max(0, start + (index * 1000) / fps - performance.now()));
    sent.push(uplink.send(frame, Date.now()));
  }
  await Promise.all(sent);
  await uplink.settle();
  await uplink.close();
  return events;
}
