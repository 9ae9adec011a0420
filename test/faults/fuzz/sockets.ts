/** Thousands of damaged messages on one socket: each is answered, and the socket and the daemon live on. */
import { decodeFrame, InboundMessage } from '../../../src/protocol/index.js';
import { openSocket, type TestSocket } from '../../support/client.js';
import { until } from '../../support/daemon.js';
import { jpegOf } from '../../support/pictures.js';
import { spoilEnvelope, spoilJpeg } from './bytes.js';
import { createDice, type Dice } from './dice.js';
import { spoilText } from './json.js';

export interface FuzzCount {
  sent: number;
  /** Messages that had to be answered, and answers that came to them. */
  owed: number;
  answered: number;
}

/** Messages after which the socket is asked whether it still answers. */
const BATCH = 50;
/** Valid messages that nothing comes back to. */
const SILENT = ['stay', 'preview', 'sign_out'];
const ANSWERS = ['error', 'pong', 'cart_updated', 'frame_received', 'frame_dropped'];

/**
 * @param sessionId a session that nobody else uses
 * @throws Error when the socket is closed, or a message is not answered
 */
export async function fuzzSocket(
  url: string,
  sessionId: string,
  seed: number,
  messages: number,
): Promise<FuzzCount> {
  const dice = createDice(seed);
  const jpeg = await jpegOf(64, 64, '#4080c0');
  // Closed below, and with the process when something goes wrong.
  const socket = await openSocket(url, sessionId, {}, undefined, () => {});
  const count: FuzzCount = { sent: 0, owed: 0, answered: 0 };
  for (let left = messages; left > 0; left -= BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, left) }, () => {
      count.sent += 1;
      return messageOf(dice, jpeg, count.sent);
    });
    await play(socket, batch, count, seed);
  }
  await socket.close();
  return count;
}

async function play(socket: TestSocket, batch: readonly (string | Buffer)[], count: FuzzCount, seed: number) {
  const before = socket.received.length;
  const news = () => socket.received.slice(before);
  for (const message of batch) socket.send(message);
  const debts = batch.map(debtOf);
  const numbers = new Set(debts.filter((debt) => typeof debt === 'number'));
  const owed = numbers.size + debts.filter((debt) => debt === 'answer').length;
  const answers = () => {
    const frames = new Set<number>();
    let others = 0;
    // A frame that cannot be decoded is received and then refused, with its number both times.
    for (const { type, seq } of news()) {
      if (seq === undefined) others += ANSWERS.includes(type) ? 1 : 0;
      else if (numbers.has(seq)) frames.add(seq);
    }
    return frames.size + others;
  };
  await until(() => answers() >= owed || socket.raw.readyState !== socket.raw.OPEN, 120_000).catch(() => {});
  if (socket.raw.readyState !== socket.raw.OPEN)
    throw new Error(`the socket was closed (seed ${seed}, after ${count.sent} messages)`);
  if (answers() < owed)
    throw new Error(`${owed - answers()} messages were not answered (seed ${seed}, before ${count.sent})`);
  count.owed += owed;
  count.answered += answers();
  // What was said is not kept: the client must not grow where the daemon is measured.
  socket.received.length = 0;
  socket.pictures.length = 0;
}

function messageOf(dice: Dice, jpeg: Buffer, seq: number): string | Buffer {
  const luck = dice.roll();
  if (luck < 0.25) return spoilEnvelope(dice, seq, jpeg);
  const picture = (luck < 0.35 ? spoilJpeg(dice, jpeg) : jpeg).toString('base64');
  if (luck < 0.35) return JSON.stringify({ type: 'frame', frame: picture, seq });
  const valid = dice.pick<Record<string, unknown>>([
    { type: 'frame', frame: picture, timestamp: new Date().toISOString(), seq },
    { type: 'facts', captured_at: Date.now(), seq, facts: { model: 'x', ms: 1, width: 64, height: 64 } },
    { type: 'ping' },
    { type: 'cart_remove', index: 0 },
    { type: 'cart_set_quantity', index: 0, quantity: 2, product_id: 'yuancui-tea' },
    { type: 'sign_out' },
    { type: 'stay' },
    { type: 'preview', on: false },
  ]);
  return spoilText(dice, valid);
}

/** What must come back: something with this number, something at all, or nothing. */
function debtOf(message: string | Buffer): number | 'answer' | 'nothing' {
  try {
    if (typeof message !== 'string') return decodeFrame(message).seq;
    const { data } = InboundMessage.safeParse(JSON.parse(message));
    if (data === undefined) return 'answer';
    if (data.type === 'frame' || data.type === 'facts') return data.seq ?? 'answer';
    return SILENT.includes(data.type) ? 'nothing' : 'answer';
  } catch {
    return 'answer';
  }
}
