/** Customers at one counter, one after the other: sign-in, a clip, reconnects, and a sale or none. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { compareBaskets } from '../../../src/cli/replay/basket.js';
import { createShopClient } from '../../../src/cli/replay/shop-client.js';
import { connectUplink, type Uplink } from '../../../src/edge/index.js';
import type { CartLineView, OutboundMessage, ReceiptView } from '../../../src/protocol/index.js';
import { ROOT } from '../../support/daemon.js';
import { readJpegs } from '../../support/people.js';
import { jpegOf } from '../../support/pictures.js';
import type { Random } from '../faces/random.js';

const FPS = 5;
/** Between two customers; longer than a picture counts as seen, so that each begins with a fresh look. */
const PAUSE_MS = 3_000;
/** The customer of the clip only stands there in these frames; they are shown until the face is known, at most so long. */
const LOOKING_FRAMES = 15;
const LOOKING_MS = 20_000;
/** Pictures without anybody between two customers: who has just paid is not signed in again before stepping away. */
const EMPTY_FRAMES = 25;

export interface Clip {
  readonly name: string;
  readonly frames: readonly Buffer[];
  /** By class name. */
  readonly basket: ReadonlyMap<string, number>;
}

export interface Counter {
  readonly session: string;
  readonly phone: string;
  readonly pin: string;
  /** Whether the customer is let to sign in by face first. */
  readonly byFace: boolean;
  readonly clips: readonly Clip[];
}

export interface Tally {
  visits: number;
  frames: number;
  reconnects: number;
  signIns: { face: number; pin: number };
  /** Customers whose face was not known in time and who typed the PIN. */
  faceMisses: number;
  leftWithoutPaying: number;
  repeatedCheckouts: number;
  /** Receipts as the counters got them. */
  readonly receipts: ReceiptView[];
  /** What was not as scripted, in words. */
  readonly faults: string[];
}

export function newTally(): Tally {
  return {
    visits: 0,
    frames: 0,
    reconnects: 0,
    signIns: { face: 0, pin: 0 },
    faceMisses: 0,
    leftWithoutPaying: 0,
    repeatedCheckouts: 0,
    receipts: [],
    faults: [],
  };
}

export function readClip(name: string): Clip {
  const folder = join(ROOT, 'samples', name);
  const { basket } = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
  const lines = basket.map((line: { class_name: string; quantity: number }) => [
    line.class_name,
    line.quantity,
  ]);
  return { name, frames: readJpegs(join(folder, 'frames')), basket: new Map(lines) };
}

/** Serves customers until it is time to close. @param url of the daemon, http */
export async function keepOpen(
  url: string,
  counter: Counter,
  tally: Tally,
  random: Random,
  until: number,
): Promise<void> {
  while (performance.now() < until) {
    const clip = counter.clips[Math.floor(random() * counter.clips.length)] as Clip;
    await visit(url, counter, clip, tally, random).catch((error: Error) => {
      const fault = `${counter.session}, ${clip.name}: ${error.message}`;
      tally.faults.push(fault);
      process.stderr.write(`${fault}\n`);
    });
    tally.visits += 1;
    await sleep(PAUSE_MS);
  }
}

async function visit(url: string, counter: Counter, clip: Clip, tally: Tally, random: Random): Promise<void> {
  const line = await openLine(url, counter.session, tally);
  const shop = createShopClient(url, counter.session);
  try {
    if (counter.byFace) await line.showNobody();
    if (!counter.byFace || !(await line.lookUntilKnown(clip.frames.slice(0, LOOKING_FRAMES)))) {
      await shop.signIn(counter.phone, counter.pin);
      tally.signIns.pin += 1;
    } else tally.signIns.face += 1;
    if (counter.byFace && line.isSignedIn === 'pin') tally.faceMisses += 1;
    const rest = counter.byFace ? clip.frames.slice(LOOKING_FRAMES) : clip.frames;
    const cutAt = random() < 0.3 ? Math.floor(random() * rest.length) : -1;
    for (const [index, jpeg] of rest.entries()) {
      if (index === cutAt) await line.cutAndComeBack();
      await line.show(jpeg);
    }
    await line.settle();
    if (random() < 0.15) {
      check(clip, line.cart);
      await signOut(url, counter.session);
      tally.leftWithoutPaying += 1;
      return;
    }
    const key = randomUUID();
    const receipt = await shop.checkout(key);
    check(clip, receipt.lines);
    tally.receipts.push(receipt);
    if (random() > 0.2) return;
    tally.repeatedCheckouts += 1;
    const again = await shop.checkout(key);
    if (again.transaction_id !== receipt.transaction_id) throw new Error('the same checkout sold twice');
  } finally {
    await line.close();
  }
}

/** @throws Error that says what is wrong with the basket */
function check({ basket }: Clip, lines: readonly CartLineView[]): void {
  // Demo products are named by the class that shows them.
  const found = new Map(lines.map(({ product_id, quantity }) => [product_id, quantity]));
  const differences = compareBaskets(basket, found);
  if (differences.length > 0) throw new Error(`basket: ${differences.join('; ')}`);
}

/** By another socket of the session, as a page that is open beside would. */
async function signOut(url: string, session: string): Promise<void> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/${session}`);
  const signedOut = new Promise<void>((resolve, reject) => {
    socket.on('message', (data) => JSON.parse(String(data)).type === 'signed_out' && resolve());
    socket.on('close', () => reject(new Error('the socket was closed before the sign-out')));
    socket.on('error', reject);
  });
  signedOut.catch(() => {});
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send(JSON.stringify({ type: 'sign_out' }));
  await signedOut;
  socket.close();
}

/** The line of a counter's camera: frames at their pace, each waited for, so that none is lost on a slow computer. */
async function openLine(url: string, session: string, tally: Tally) {
  let cart: readonly CartLineView[] = [];
  let method: 'face' | 'pin' | null = null;
  let shown = 0;
  const start = performance.now();
  const startedAt = Date.now();
  const hear = (message: OutboundMessage) => {
    if (message.type === 'cart_updated' || message.type === 'session_state') cart = message.cart;
    if (message.type === 'signed_in') method = message.method;
    if (message.type === 'signed_out') method = null;
  };
  const connect = () => connectUplink(`${url.replace('http', 'ws')}/ws/${session}`, hear);
  let uplink: Uplink = await connect();

  async function show(jpeg: Buffer): Promise<void> {
    const time = (shown * 1000) / FPS;
    await sleep(Math.max(0, start + time - performance.now()));
    const answer = await uplink.send(jpeg, startedAt + time);
    shown += 1;
    tally.frames += 1;
    if (answer.type !== 'frame_received') throw new Error(`a frame was answered by ${answer.type}`);
  }

  return {
    get cart() {
      return cart;
    },
    get isSignedIn() {
      return method;
    },
    show,
    async lookUntilKnown(frames: readonly Buffer[]): Promise<boolean> {
      const end = performance.now() + LOOKING_MS;
      // Forth and back, so that the picture never jumps.
      const round = [...frames, ...frames.slice(1, -1).reverse()];
      for (let at = 0; method === null && performance.now() < end; at += 1)
        await show(round[at % round.length] as Buffer);
      return method !== null;
    },
    async showNobody(): Promise<void> {
      const empty = await jpegOf(640, 480, '#6a6a6a');
      for (let left = EMPTY_FRAMES; left > 0; left -= 1) await show(empty);
    },
    /** The cable is pulled between two frames and put back. */
    async cutAndComeBack(): Promise<void> {
      await uplink.settle();
      uplink.cut();
      await uplink.closed;
      await sleep(500);
      uplink = await connect();
      tally.reconnects += 1;
    },
    settle: () => uplink.settle(),
    close: () => uplink.close(),
  };
}
