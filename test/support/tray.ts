/** A counter in tray mode whose camera is an edge: the test says what lies there. */
import { once } from 'node:events';
import { get, type Json, openSocket, type TestSocket } from './client.js';
import { type RunningDaemon, until } from './daemon.js';

export const EDGE_TOKEN = 'a-token-that-nobody-guesses';
/** Of a daemon for these tests. */
export const TRAY_DAEMON = { args: ['--cart', 'tray'], env: { YOLO1125_EDGE_TOKEN: EDGE_TOKEN } };

const HEADERS = { Authorization: `Bearer ${EDGE_TOKEN}` };
const START = 1_700_000_000_000;
/** Frames in which what was laid down is counted, and in which what is not seen any more is gone. */
const SETTLED = 8;
const GONE = 16;

export interface TraySocket extends TestSocket {
  /** Lays things on the tray and waits until that is settled. `classes`: class numbers, each in the same place. */
  lay(...classes: readonly (number | null)[]): Promise<void>;
  /** What the cart holds now, e.g. `yuancui-tea 2`. */
  cart(): string[];
}

export async function openTray(daemon: RunningDaemon, sessionId: string): Promise<TraySocket> {
  const socket = await openSocket(daemon.url, sessionId);
  await socket.next('session_state');
  // A camera is not told of carts and people.
  const camera = await openSocket(daemon.url, sessionId, HEADERS);
  await camera.next('session_state');
  const { body: terms } = await get(`${daemon.url}/api/edge`, HEADERS);
  let seq = 0;

  /** Sooner told than by looking again and again: a test lays hundreds of frames. */
  async function heard(from: TestSocket, isIt: (message: Json) => boolean): Promise<void> {
    while (!from.received.some(isIt)) await once(from.raw, 'message');
  }

  async function look(classes: readonly (number | null)[]): Promise<void> {
    seq += 1;
    const number = seq;
    const detections = classes.flatMap((class_id, index) =>
      class_id === null
        ? []
        : [{ class_id, score: 0.9, box: [20 + 100 * index, 100, 100 + 100 * index, 220] }],
    );
    const facts = { model: terms.model, ms: 1, width: 640, height: 480, detections, face: null };
    camera.send({ type: 'facts', captured_at: START + number * 200, seq: number, facts });
    await heard(camera, ({ type, seq: of }) => of === number && type === 'detections');
  }

  async function framesDone(): Promise<number> {
    const { body } = await get(`${daemon.url}/metrics`, HEADERS);
    return Number(/yolo1125_frames_total\{outcome="analysed"\} (\d+)/.exec(body as string)?.[1] ?? 0);
  }

  return {
    ...socket,
    async close() {
      await camera.close();
      await socket.close();
    },
    async lay(...classes) {
      const frames = classes.includes(null) || classes.length === 0 ? GONE : SETTLED;
      const done = await framesDone();
      for (let frame = 0; frame < frames; frame += 1) await look(classes);
      // The cart is told of after the frame, whose work is counted when all of it is done.
      await until(async () => (await framesDone()) >= done + frames);
      socket.send({ type: 'ping' });
      const pongs = socket.all('pong').length;
      await heard(socket, () => socket.all('pong').length > pongs);
    },
    cart() {
      const told = socket.received.filter(({ type }) => ['cart_updated', 'session_state'].includes(type));
      return told
        .at(-1)
        .cart.map(
          ({ product_id, quantity }: { product_id: string; quantity: number }) => `${product_id} ${quantity}`,
        );
    },
  };
}
