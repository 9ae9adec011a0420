/** What must not be lost when something breaks, with real processes and real signals. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/index.js';
import { runCli } from '../support/cli.js';
import { get, openSocket, post } from '../support/client.js';
import {
  BIN,
  newSession,
  PHONE,
  PIN,
  type RunningDaemon,
  sharedDaemon,
  startDaemon,
  until,
} from '../support/daemon.js';
import { temporaryFolder } from '../support/folder.js';
import { jpegOf, noisyJpeg } from '../support/pictures.js';

/** For tests that do no more to it than a client can. */
const shop = sharedDaemon();
const OPENING_STOCK = 200;
let white: Buffer;
beforeAll(async () => {
  white = await jpegOf(64, 64, '#ffffff');
});

/** A signed-in session with one 元翠茶 in its cart. */
async function shopper(daemon: RunningDaemon, sessionId: string) {
  const socket = await openSocket(daemon.url, sessionId);
  const login = await post(`${daemon.url}/api/login`, { session_id: sessionId, phone: PHONE, pin: PIN });
  for (let i = 0; i < 4; i += 1) await socket.show(white);
  await until(() => socket.all('cart_updated').at(-1)?.total === 150);
  return { socket, memberId: login.body.user.id as string };
}

describe('kill -9', () => {
  it('at any moment of concurrent checkouts leaves each sale whole or not there, and a retry never sells twice', async () => {
    const data = join(temporaryFolder(), 'data');
    const counters = ['a', 'b', 'c', 'd', 'e', 'f'];
    let carts = 0;
    let acknowledged = 0;
    let daemon = await startDaemon({ data });
    for (let round = 0; round < 6; round += 1) {
      const shoppers = [];
      for (const name of counters) shoppers.push(await shopper(daemon, `${name}${round}`));
      carts += shoppers.length;
      const pay = (url: string, name: string) =>
        post(
          `${url}/api/checkout`,
          { session_id: `${name}${round}` },
          { 'Idempotency-Key': `${name}-${round}` },
        );
      const receipts = new Map<string, string>();
      const paying = counters.map(async (name, index) => {
        await new Promise((resolve) => setTimeout(resolve, index * 3));
        const reply = await pay(daemon.url, name);
        if (reply.status === 200) receipts.set(name, reply.body.transaction_id);
      });
      const { process } = daemon;
      setTimeout(() => process.kill('SIGKILL'), 2 + round * 5);
      await Promise.allSettled(paying);
      await daemon.stop('SIGKILL');
      acknowledged += receipts.size;

      daemon = await startDaemon({ data });
      for (const name of counters) {
        const retried = await pay(daemon.url, name);
        expect(retried.status).toBe(200);
        if (receipts.has(name)) expect(retried.body.transaction_id).toBe(receipts.get(name));
      }
      const store = openSqliteStore(data);
      const orders = await store.listOrders(shoppers[0]?.memberId as string);
      const stock = (await store.listProducts()).find(({ id }) => id === 'yuancui-tea')?.stock;
      await store.close();
      expect({ orders: orders.length, stock }).toEqual({ orders: carts, stock: OPENING_STOCK - carts });
    }
    // The rounds must have been cut at different points, or this test shows nothing.
    expect(acknowledged).toBeGreaterThan(0);
    expect(acknowledged).toBeLessThan(carts);
  }, 180_000);
});

describe('a full disk', () => {
  it.skipIf(process.platform !== 'linux')(
    'refuses what cannot be stored, says so in both languages, keeps the cart, and goes on when there is room',
    async () => {
      // The process may write files of 1 MB and no larger, as if the disk ended there.
      const daemon = await startDaemon({ prefix: 'ulimit -S -f 2000;' });
      await shopper(daemon, 'counter-1');
      const fill = async () => {
        for (let i = 0; i < 250; i += 1) {
          const login = await post(`${daemon.url}/api/login`, {
            session_id: `fill-${i}`,
            phone: PHONE,
            pin: PIN,
          });
          if (login.status !== 200) return login;
        }
        throw new Error('the disk never filled');
      };
      expect(await fill()).toMatchObject({ body: { code: 'store_unavailable' } });
      const refused = await post(`${daemon.url}/api/checkout`, { session_id: 'counter-1' });
      expect(refused).toMatchObject({
        status: 503,
        body: { code: 'store_unavailable', message: expect.stringContaining('不會重複扣款') },
      });
      expect((await get(`${daemon.url}/healthz`)).status).toBe(200);

      await new Promise((resolve, reject) => {
        const raise = spawn('prlimit', ['--pid', String(daemon.process.pid), '--fsize=unlimited:unlimited']);
        raise.once('close', resolve).once('error', reject);
      });
      const sale = await post(`${daemon.url}/api/checkout`, { session_id: 'counter-1' });
      expect(sale).toMatchObject({ status: 200, body: { total: 150 } });
    },
    120_000,
  );
});

describe('SIGTERM', () => {
  it('answers the frame in work, tells clients, and ends with 0', async () => {
    const daemon = await startDaemon();
    const socket = await openSocket(daemon.url, 'counter-1');
    const frame = (await noisyJpeg(1920, 1080)).toString('base64');
    for (let seq = 1; seq <= 3; seq += 1) socket.send({ type: 'frame', frame, seq });
    // Messages of a socket are taken in order: with the pong all three frames have arrived.
    socket.send({ type: 'ping' });
    await socket.next('pong');
    const closed = new Promise((resolve) => socket.raw.once('close', resolve));
    expect(await daemon.stop()).toBe(0);
    expect(await closed).toBe(1001);
    const answered = [...socket.all('detections'), ...socket.all('frame_dropped')].map(({ seq }) => seq);
    expect(answered.sort()).toEqual([1, 2, 3]);
  });
});

describe('clients that misbehave', () => {
  it('a reader that never reads is cut, and the others go on', async () => {
    const { daemon } = shop;
    const stuck = await openSocket(daemon.url, 'stuck');
    stuck.raw.pause();
    const nonsense = JSON.stringify({ type: 'x'.repeat(200) });
    const closed = () => daemon.log().includes('"session":"stuck","code":');
    for (let i = 0; i < 400 && !closed(); i += 1) {
      for (let k = 0; k < 500; k += 1) stuck.send(nonsense);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await until(closed);
    const other = await openSocket(daemon.url, newSession());
    other.send({ type: 'ping' });
    await other.next('pong');
  });

  it('a flood of sign-ins delays nobody’s frames: it is refused beyond a few at a time', async () => {
    const { daemon } = shop;
    const socket = await openSocket(daemon.url, newSession());
    const flood = Array.from({ length: 60 }, (_, i) =>
      post(`${daemon.url}/api/login`, { session_id: 'flood', phone: `09110000${10 + i}`, pin: '0000' }),
    );
    await socket.show(white);
    const codes = (await Promise.all(flood)).map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'server_busy').length).toBeGreaterThan(40);
    expect(codes.filter((code) => code === 'wrong_phone_or_pin').length).toBeGreaterThan(0);
  });

  it('two thousand hostile messages are each answered, and the next honest one too', async () => {
    const { daemon } = shop;
    const socket = await openSocket(daemon.url, newSession());
    const hostile = seededNonsense(2_000, white);
    for (const message of hostile) socket.send(message);
    const answers = () =>
      socket.received.filter(({ type }) =>
        ['error', 'frame_received', 'frame_dropped', 'pong'].includes(type),
      );
    await until(() => answers().length >= hostile.length);
    await socket.show(white);
    expect(socket.all('detections').filter(({ seq }) => seq === 1)).toHaveLength(1);
    expect(daemon.process.exitCode).toBeNull();
    expect(daemon.log()).not.toMatch(/message failed|internal/);
  });
});

describe('what cannot start says why in one line', () => {
  it('a port in use, a model that is none, a data folder that is a file', async () => {
    const { daemon } = shop;
    const port = new URL(daemon.url).port;
    const data = join(temporaryFolder(), 'data');
    const inUse = await runCli(['serve', '--port', port, '--data', data, '--workers', '6']);
    expect(inUse).toMatchObject({
      code: 1,
      err: expect.stringMatching(new RegExp(`^yolo1125: port ${port} is in use.*--port\n$`)),
    });
    const noModel = await runCli(['serve', '--port', '0', '--data', data, '--model', BIN]);
    expect(noModel).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^yolo1125: model .*: not an ONNX file.*\n$/),
    });
    const noFolder = await runCli(['serve', '--port', '0', '--data', BIN]);
    expect(noFolder).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^yolo1125: the data folder .*\n$/),
    });
  });

  it('replay without a daemon', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => free.once('listening', resolve));
    const { port } = free.address() as { port: number };
    await new Promise((resolve) => free.close(resolve));
    const run = await runCli(['replay', 'samples/one-item', '--url', `ws://127.0.0.1:${port}`, '--json']);
    expect(run).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^yolo1125: cannot reach .*is "yolo1125 serve" running\?\n$/),
    });
  });
});

/** Broken JSON, wrong types, broken envelopes and broken pictures, the same at each run. */
function seededNonsense(count: number, picture: Buffer): (string | Buffer)[] {
  let state = 1125;
  const random = (limit: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return (state >> 8) % limit;
  };
  const bytes = (length: number) => Buffer.from(Array.from({ length }, () => random(256)));
  const values = [null, -1, 1e308, '', '\u0000', [], {}, true, 'x'.repeat(1000), '../../etc', '__proto__'];
  const makers: (() => string | Buffer)[] = [
    () => bytes(random(64)).toString('latin1'),
    () => bytes(1 + random(200)),
    () => JSON.stringify({ type: values[random(values.length)], frame: values[random(values.length)] }),
    () =>
      JSON.stringify({
        type: 'frame',
        frame: bytes(40).toString('base64'),
        timestamp: 'x',
        seq: 1000 + random(9),
      }),
    () => JSON.stringify({ type: 'cart_remove', index: values[random(values.length)] }),
    () =>
      JSON.stringify({
        type: 'cart_set_quantity',
        index: random(9),
        quantity: values[random(values.length)],
      }),
    () => Buffer.concat([Buffer.from('YF\u0001\u0001'), bytes(12), picture]),
    () => {
      const broken = Buffer.from(picture);
      for (let i = 0; i < 8; i += 1) broken[20 + random(broken.length - 20)] = random(256);
      return JSON.stringify({ type: 'frame', frame: broken.toString('base64') });
    },
    () => '['.repeat(random(5000)),
  ];
  return Array.from({ length: count }, () => (makers[random(makers.length)] as () => string | Buffer)());
}
