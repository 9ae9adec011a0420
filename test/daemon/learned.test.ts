/** Products taught from pictures, as the owner teaches them and a customer buys them: real workers, real store, real socket. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.js';
import { get, type Json, openSocket, post, type TestSocket } from '../support/client.js';
import { newSession, PHONE, PIN, type RunningDaemon, sharedDaemon, startDaemon } from '../support/daemon.js';
import { temporaryFolder } from '../support/folder.js';
import { packagePicture, writeColourEmbedder, writeCounterModel } from '../support/package-models.js';
import { jpegOf } from '../support/pictures.js';

const COFFEE = ['#e01010', '#101010'] as const;
const JUICE = ['#10d020', '#f0f010'] as const;
const SODA = ['#1020e0', '#10e0e0'] as const;
/** How far the colours' border is moved: sides that are taught, and others that a customer shows. */
const TAUGHT = [-36, -12, 12, 36];
const SHOWN = [-24, 0, 24, 6];

const folder = temporaryFolder((clean) => process.once('exit', () => void clean()));
const EMBEDDER = join(folder, 'colours.onnx');
const OTHER_EMBEDDER = join(folder, 'finer.onnx');
const PACKAGES = join(folder, 'packages.onnx');
const TEAS = join(folder, 'teas.onnx');
writeColourEmbedder(EMBEDDER);
writeColourEmbedder(OTHER_EMBEDDER, 16);
writeCounterModel(PACKAGES, 'package');
writeCounterModel(TEAS, 'tea');

/** Files of pictures of a package, from some sides. */
async function pictures(
  name: string,
  [top, bottom]: readonly [string, string],
  count = 4,
): Promise<readonly string[]> {
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const file = join(place, `${index}.jpg`);
      writeFileSync(file, await packagePicture(top, bottom, TAUGHT[index]));
      return file;
    }),
  );
}

const BOX = ['--box', '96,64,64,128'];
const setup = (model: string, more: object = {}) => ({
  model,
  args: ['--package-embedder', EMBEDDER],
  ...more,
});

async function learn(data: string, ...args: readonly string[]) {
  return runCli(['learn', '--data', data, '--package-embedder', EMBEDDER, ...args]);
}

async function teach(
  data: string,
  name: string,
  price: number,
  colours: readonly [string, string],
  ...more: string[]
) {
  const files = await pictures(name, colours);
  const run = await learn(data, name, '--price', String(price), '--image', ...files, ...BOX, ...more);
  expect(run, run.err).toMatchObject({ code: 0 });
  return run.out;
}

async function customer({ url }: RunningDaemon): Promise<{ socket: TestSocket; session: string }> {
  const session = newSession();
  const socket = await openSocket(url, session);
  await post(`${url}/api/login`, { session_id: session, phone: PHONE, pin: PIN });
  return { socket, session };
}

/** Holds a package before the camera for some frames, 200 ms each. */
async function hold(socket: TestSocket, [top, bottom]: readonly [string, string], frames = 9): Promise<void> {
  for (let index = 0; index < frames; index += 1)
    await socket.show(await packagePicture(top, bottom, SHOWN[index % SHOWN.length]));
}

async function nothing(socket: TestSocket, frames = 16): Promise<void> {
  const dark = await jpegOf(256, 256, '#000000');
  for (let index = 0; index < frames; index += 1) await socket.show(dark);
}

const cartOf = (socket: TestSocket): Json[] => socket.all('cart_updated').at(-1)?.cart ?? [];

describe('a shop that is taught a product while it is open', () => {
  const shop = sharedDaemon(setup(PACKAGES));
  beforeAll(async () => {
    const out = await teach(shop.daemon.data, '紅茶拿鐵', 35, COFFEE, '--stock', '12');
    expect(out).toMatch(/4 of 4 recognised/);
    await teach(shop.daemon.data, 'Juice', 40, JUICE);
  });

  it('sells it from the next frame on, once for as long as it is in view, and counts it again after it was away', async () => {
    const { socket, session } = await customer(shop.daemon);
    await hold(socket, COFFEE, 14);
    expect(cartOf(socket)).toMatchObject([{ name: '紅茶拿鐵', quantity: 1, price: 35 }]);
    expect(socket.all('product_detected')).toMatchObject([
      { product: { name: '紅茶拿鐵', yolo_class_id: null, class_name: null } },
    ]);
    expect(socket.all('detections').at(-1)?.detections[0]).toMatchObject({
      counted: true,
      unknown: false,
      product: { name: '紅茶拿鐵' },
    });
    await nothing(socket);
    await hold(socket, COFFEE);
    // Sooner than something hidden would be given up: what comes up in its place is another product.
    await nothing(socket, 3);
    await hold(socket, JUICE);
    expect(cartOf(socket)).toMatchObject([
      { name: '紅茶拿鐵', quantity: 2 },
      { name: 'Juice', quantity: 1 },
    ]);
    const sale = await post(`${shop.daemon.url}/api/checkout`, { session_id: session });
    expect(sale.body).toMatchObject({ success: true, total: 110 });
    const { body } = await get(`${shop.daemon.url}/api/products`);
    expect(body.products.find(({ name }: Json) => name === '紅茶拿鐵')).toMatchObject({
      stock: 10,
      yolo_class_id: null,
    });
    expect(socket.all('product_unknown')).toEqual([]);
  });

  it('tells the customer once of what it does not know, and charges nothing for it', async () => {
    const { socket } = await customer(shop.daemon);
    await hold(socket, SODA, 25);
    await nothing(socket, 8);
    await hold(socket, SODA, 12);
    expect(socket.all('product_unknown')).toMatchObject([{ bbox: [96, 64, 160, 192] }]);
    expect(socket.all('detections').at(-1)?.detections[0]).toMatchObject({
      unknown: true,
      counted: false,
      product: null,
    });
    expect(cartOf(socket)).toEqual([]);
    expect(socket.all('product_detected')).toEqual([]);
  });

  it('does not tell of what only passes by', async () => {
    const { socket } = await customer(shop.daemon);
    await hold(socket, SODA, 3);
    await nothing(socket, 5);
    expect(socket.all('product_unknown')).toEqual([]);
  });

  it('knows it no more from the next frame on once it is forgotten; the product stays', async () => {
    await teach(shop.daemon.data, 'Soda', 25, SODA);
    const { socket } = await customer(shop.daemon);
    await hold(socket, SODA);
    expect(cartOf(socket)).toMatchObject([{ name: 'Soda', quantity: 1 }]);
    await nothing(socket);
    expect(await learn(shop.daemon.data, '--forget', 'Soda')).toMatchObject({ code: 0 });
    await hold(socket, SODA, 12);
    expect(cartOf(socket)).toMatchObject([{ name: 'Soda', quantity: 1 }]);
    expect(socket.all('product_unknown')).toHaveLength(1);
    expect((await learn(shop.daemon.data, '--list')).out).not.toMatch(/Soda/);
    const { body } = await get(`${shop.daemon.url}/api/products`);
    expect(body.products.map(({ name }: Json) => name)).toContain('Soda');
  });

  it('is warned of a product that looks like another, and goes on only when told to', async () => {
    const files = await pictures('Latte 2', ['#dc1414', '#141414']);
    const args = ['Latte 2', '--price', '40', '--image', ...files, ...BOX];
    const refused = await learn(shop.daemon.data, ...args);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('--yes') });
    expect((await learn(shop.daemon.data, '--list')).out).not.toMatch(/Latte 2/);
    const agreed = await learn(shop.daemon.data, ...args, '--yes');
    expect(agreed).toMatchObject({ code: 0, out: expect.stringMatching(/! It looks like 紅茶拿鐵/) });
    // Which of the two it is nobody can tell now, so neither is sold.
    const { socket } = await customer(shop.daemon);
    await hold(socket, COFFEE, 12);
    expect(cartOf(socket)).toEqual([]);
    await learn(shop.daemon.data, '--forget', 'Latte 2');
  });

  it('needs several pictures that differ, a price for a new product, and says so', async () => {
    const [first = ''] = await pictures('Once', ['#10a0a0', '#a010a0'], 1);
    const same = await learn(
      shop.daemon.data,
      'Once',
      '--price',
      '5',
      '--image',
      first,
      first,
      first,
      ...BOX,
    );
    expect(same).toMatchObject({ code: 1, err: expect.stringContaining('at least 3') });
    expect(same.out).toMatch(/show another side/);
    const free = await learn(shop.daemon.data, 'Once', '--image', first);
    expect(free).toMatchObject({ code: 2, err: expect.stringContaining('--price') });
    const { body } = await get(`${shop.daemon.url}/api/products`);
    expect(body.products.map(({ name }: Json) => name)).not.toContain('Once');
  });
});

it('keeps it over a kill, another product model and another embedder', async () => {
  const first = await startDaemon(setup(PACKAGES));
  await teach(first.data, '紅茶拿鐵', 35, COFFEE);
  await first.stop('SIGKILL');
  // A detector that takes it for tea: its looks say otherwise.
  const args = ['--package-embedder', OTHER_EMBEDDER];
  const again = await startDaemon({ data: first.data, model: TEAS, args });
  const { socket } = await customer(again);
  await hold(socket, COFFEE, 12);
  expect(cartOf(socket)).toMatchObject([{ name: '紅茶拿鐵', quantity: 1 }]);
  expect((await learn(first.data, '--list')).out).toMatch(/colours-16/);
  await nothing(socket);
  // What looks like nothing that was taught is still what the detector says.
  await hold(socket, SODA);
  expect(cartOf(socket)).toMatchObject([
    { name: '紅茶拿鐵', quantity: 1 },
    { name: '元翠茶', quantity: 1 },
  ]);
});

it('leaves a shop that has learned nothing as it was', async () => {
  const daemon = await startDaemon({
    model: TEAS,
    args: ['--package-embedder', join(folder, 'not there.onnx')],
  });
  const { socket } = await customer(daemon);
  await hold(socket, SODA, 4);
  expect(cartOf(socket)).toMatchObject([{ name: '元翠茶', quantity: 1 }]);
});
