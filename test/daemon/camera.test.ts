/** Several sockets at one counter: whose camera feeds it, and who sees its pictures. */
import { beforeAll, expect, it } from 'vitest';
import { openSocket, type TestSocket } from '../support/client.js';
import { newSession, sharedDaemon, until } from '../support/daemon.js';
import { jpegOf } from '../support/pictures.js';
import { signedIn } from '../support/shopper.js';

const shop = sharedDaemon();
let white: Buffer;
beforeAll(async () => {
  white = await jpegOf(64, 64, '#ffffff');
});

const owners = (socket: TestSocket) => socket.all('camera').map(({ owner }) => owner);

it('tells every socket whose camera feeds the counter, from the first message on', async () => {
  const { url } = shop.daemon;
  const id = newSession();
  const edge = await openSocket(url, id);
  const kiosk = await openSocket(url, id);
  await kiosk.next('camera');
  expect(kiosk.received.map(({ type }) => type)).toEqual(['session_state', 'camera']);
  await edge.show(white);
  await edge.show(white);
  const late = await openSocket(url, id);
  await late.next('camera');
  expect([owners(edge), owners(kiosk), owners(late)]).toEqual([
    ['none', 'this'],
    ['none', 'another'],
    ['another'],
  ]);
  await edge.close();
  await until(() => owners(kiosk).at(-1) === 'none');
  await kiosk.show(white);
  await until(() => owners(kiosk).at(-1) === 'this');
  expect(owners(kiosk)).toEqual(['none', 'another', 'none', 'this']);
});

it('takes a camera that went quiet for no owner, although its socket is open', async () => {
  const { url } = shop.daemon;
  const id = newSession();
  const edge = await openSocket(url, id);
  await edge.show(white);
  expect(owners(edge)).toEqual(['none', 'this']);
  await until(() => owners(edge).at(-1) === 'none');
});

it('shows the pictures of the camera to those who ask for them, each with the number its boxes have', async () => {
  const { url } = shop.daemon;
  const id = newSession();
  const edge = await openSocket(url, id);
  const kiosk = await openSocket(url, id);
  const other = await openSocket(url, newSession());
  await edge.show(white);
  kiosk.send({ type: 'preview', on: true });
  edge.send({ type: 'preview', on: true });
  other.send({ type: 'preview', on: true });
  kiosk.send({ type: 'ping' });
  await kiosk.next('pong');
  await edge.show(white);
  await until(() => kiosk.all('detections').length === 2);
  expect(kiosk.pictures).toHaveLength(1);
  const [picture = Buffer.alloc(0)] = kiosk.pictures;
  expect(picture.subarray(0, 4)).toEqual(Buffer.from([0x59, 0x46, 1, 1]));
  expect(picture.readUInt32LE(4)).toBe(kiosk.all('detections')[1].seq);
  expect(picture.subarray(16)).toEqual(white);

  kiosk.send({ type: 'preview', on: false });
  kiosk.send({ type: 'ping' });
  await kiosk.next('pong');
  await edge.show(white);
  await until(() => kiosk.all('detections').length === 3);
  expect([kiosk.pictures.length, edge.pictures.length, other.pictures.length]).toEqual([1, 0, 0]);
});

it('removes the line of the product that was meant, wherever it stands by now', async () => {
  const { socket } = await signedIn(shop.daemon, newSession());
  for (let i = 0; i < 4; i += 1) await socket.show(white);
  await until(() => socket.all('cart_updated').at(-1)?.total === 150);
  socket.send({ type: 'cart_remove', index: 0, product_id: 'sarsi' });
  expect(await socket.next('error')).toMatchObject({
    code: 'bad_index',
    detail: expect.stringContaining('sarsi'),
  });
  socket.send({ type: 'cart_set_quantity', index: 5, product_id: 'yuancui-tea', quantity: 2 });
  await until(() => socket.all('cart_updated').at(-1)?.total === 300);
  socket.send({ type: 'cart_remove', index: 5, product_id: 'yuancui-tea' });
  await until(() => socket.all('cart_updated').at(-1)?.total === 0);
});
