/** The process of `load.ts`: takes a plan from its parent, sends frames, answers with what came of them, ends. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { encodeFrame } from '../../../src/protocol/index.js';
import { readJpegs } from '../../support/people.js';
import type { Camera, LoadPlan, LoadResult } from './load.js';

/** Sent before anything is counted: compilers and caches warm up. */
const WARM_UP_MS = 1_500;
/** Answers to frames of the measured time are waited for so long. */
const PATIENCE_MS = 3_000;

interface Tally {
  sent: number;
  answered: number;
  dropped: number;
  readonly ms: number[];
}

async function openSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await once(socket, 'open');
  return socket;
}

/** Messages ready to be sent, so that packing them costs nothing while it is measured. */
function packer({ protocol }: LoadPlan, pictures: readonly Buffer[]): (seq: number) => Uint8Array | string {
  const encoded = pictures.map((jpeg) => `data:image/jpeg;base64,${jpeg.toString('base64')}`);
  return (seq) => {
    const at = seq % pictures.length;
    if (protocol === 'binary')
      return encodeFrame({ seq, timestamp: Date.now(), jpeg: pictures[at] as Buffer });
    const timestamp = new Date().toISOString();
    return `{"type":"frame","seq":${seq},"timestamp":"${timestamp}","frame":"${encoded[at]}"}`;
  };
}

/** One camera on one socket. `from` and `until` say what is counted, ms of `performance.now()`. */
async function film(
  plan: LoadPlan,
  index: number,
  pack: (seq: number) => Uint8Array | string,
  from: number,
  until: number,
): Promise<Camera> {
  const socket = await openSocket(`${plan.url}/ws/${plan.session}-${index}`);
  const tally: Tally = { sent: 0, answered: 0, dropped: 0, ms: [] };
  const due = new Map<number, number>();
  let wake = () => {};
  let broken: string | null = null;
  socket.on('close', (code) => {
    broken ??= `a camera's socket was closed with ${code}`;
    wake();
  });
  socket.on('message', (data) => {
    const { type, seq, code } = JSON.parse(String(data));
    if (type === 'error') broken ??= `a camera was told ${code}`;
    const start = due.get(seq);
    if (start === undefined || (type !== plan.answer && type !== 'frame_dropped')) return wake();
    due.delete(seq);
    if (start >= from && start < until) {
      if (type === plan.answer) tally.ms.push(performance.now() - start);
      tally[type === plan.answer ? 'answered' : 'dropped'] += 1;
    }
    wake();
  });
  const answered = () => new Promise<void>((resolve) => (wake = resolve));
  const fail = () => {
    if (broken !== null) throw new Error(broken);
  };

  const step = plan.fps === null ? 0 : 1000 / plan.fps;
  // Cameras are not in step with each other.
  let next = performance.now() + (step * index) / plan.sockets;
  for (let seq = 1; performance.now() < until; seq += 1) {
    if (plan.fps !== null) await sleep(Math.max(0, next - performance.now()));
    const start = plan.fps === null ? performance.now() : next;
    next += step;
    due.set(seq, start);
    if (start >= from && start < until) tally.sent += 1;
    socket.send(pack(seq));
    if (plan.fps === null) while (due.has(seq) && broken === null) await answered();
    fail();
  }
  for (const end = until + PATIENCE_MS; due.size > 0 && performance.now() < end; ) await sleep(20);
  fail();
  socket.removeAllListeners('close');
  socket.terminate();
  return tally;
}

async function ping(plan: LoadPlan, from: number, until: number): Promise<readonly number[]> {
  if (plan.pingsPerSecond === 0) return [];
  const socket = await openSocket(`${plan.url}/ws/${plan.session}-ping`);
  const times: number[] = [];
  let pong = () => {};
  socket.on('message', (data) => JSON.parse(String(data)).type === 'pong' && pong());
  while (performance.now() < until) {
    const start = performance.now();
    const answered = new Promise<void>((resolve) => (pong = resolve));
    socket.send('{"type":"ping"}');
    await answered;
    const now = performance.now();
    if (start >= from) times.push(now - start);
    await sleep(Math.max(0, start + 1000 / plan.pingsPerSecond - now));
  }
  socket.terminate();
  return times;
}

async function run(plan: LoadPlan): Promise<LoadResult> {
  const pack = packer(plan, readJpegs(plan.pictures));
  const from = performance.now() + WARM_UP_MS;
  const until = from + plan.seconds * 1000;
  const filming = Array.from({ length: plan.sockets }, (_, index) => film(plan, index, pack, from, until));
  const [pingMs, ...cameras] = await Promise.all([ping(plan, from, until), ...filming]);
  return { seconds: plan.seconds, cameras, pingMs };
}

const [plan] = (await once(process, 'message')) as [LoadPlan];
const result = await run(plan).catch((error: Error) => ({ failed: error.message }));
process.send?.(result, () => process.exit(0));
