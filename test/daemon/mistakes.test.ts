/**
 * What the original system got wrong (product.md §3), each with a test of its number: items and sessions. Sales are in
 * mistakes-sales.test.ts; faces (2, 3, 10) come with faces.
 */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openSocket, post } from '../support/client.js';
import { newSession, PHONE, PIN, sharedDaemon, startDaemon, until } from '../support/daemon.js';
import { temporaryFolder } from '../support/folder.js';
import { writeLampModel } from '../support/lamp-model.js';
import { jpegOf, noisyJpeg } from '../support/pictures.js';
import { enrolSecondMember, SECOND_MEMBER, show, signedIn } from '../support/shopper.js';

const shop = sharedDaemon();
let white: Buffer;
let black: Buffer;
beforeAll(async () => {
  white = await jpegOf(64, 64, '#ffffff');
  black = await jpegOf(64, 64, '#000000');
});

describe('1: a product held in view is added once', () => {
  it('over a hundred frames, and again only after it had left', async () => {
    const { socket } = await signedIn(shop.daemon, newSession());
    await show(socket, white, 100);
    expect(socket.all('product_detected')).toHaveLength(1);
    expect(socket.all('cart_updated').at(-1)).toMatchObject({ total: 150, cart: [{ quantity: 1 }] });
    await show(socket, black, 20);
    await show(socket, white, 5);
    expect(socket.all('cart_updated').at(-1)).toMatchObject({ total: 300, cart: [{ quantity: 2 }] });
  });

  it('two equal items side by side are two', async () => {
    const model = join(temporaryFolder(), 'two.onnx');
    writeLampModel(
      model,
      ['yuancui-tea'],
      [
        { classId: 0, box: [20, 32, 16, 32] },
        { classId: 0, box: [40, 32, 16, 32] },
      ],
    );
    const { socket } = await signedIn(await startDaemon({ model }));
    await show(socket, white, 6);
    expect(socket.all('cart_updated').at(-1)).toMatchObject({ total_quantity: 2 });
  });

  it('an item shown before signing in is in the cart after it; what the last customer left is not', async () => {
    const { daemon } = shop;
    const id = newSession();
    const socket = await openSocket(daemon.url, id);
    await show(socket, white, 5);
    expect(socket.all('product_detected')).toHaveLength(1);
    expect(socket.all('cart_updated')).toEqual([]);
    const login = () => post(`${daemon.url}/api/login`, { session_id: id, phone: PHONE, pin: PIN });
    await login();
    await until(() => socket.all('cart_updated').at(-1)?.total === 150);
    await post(`${daemon.url}/api/checkout`, { session_id: id });
    await show(socket, white, 5);
    await login();
    await show(socket, white, 5);
    expect(socket.all('cart_updated').at(-1)).toMatchObject({ total: 0 });
  });
});

describe('1b: what is in view is charged to one customer, once', () => {
  it('an item that was not counted yet at sign-out is not the next customer’s', async () => {
    const { daemon } = shop;
    const id = newSession();
    const { socket } = await signedIn(daemon, id);
    await show(socket, white, 2);
    socket.send({ type: 'sign_out' });
    await socket.next('signed_out');
    await show(socket, white, 2);
    await post(`${daemon.url}/api/login`, { session_id: id, phone: PHONE, pin: PIN });
    await show(socket, white, 5);
    expect(socket.all('cart_updated').at(-1)).toMatchObject({ total: 0 });
  });

  it('an item seen long ago is not in the cart of whoever signs in now', async () => {
    const { daemon } = shop;
    const id = newSession();
    const socket = await openSocket(daemon.url, id);
    await show(socket, white, 4);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await post(`${daemon.url}/api/login`, { session_id: id, phone: PHONE, pin: PIN });
    socket.send({ type: 'ping' });
    await socket.next('pong');
    expect(socket.all('cart_updated')).toEqual([]);
  });

  it('the next customer’s equal item is charged although the frames paused between the two', async () => {
    const { daemon } = shop;
    const id = newSession();
    const { socket } = await signedIn(daemon, id);
    await show(socket, white, 5);
    await post(`${daemon.url}/api/checkout`, { session_id: id });
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const login = () => post(`${daemon.url}/api/login`, { session_id: id, phone: PHONE, pin: PIN });
    await login();
    // Somebody who signs in and leaves before any frame must not settle items that nobody has seen yet.
    socket.send({ type: 'sign_out' });
    await until(() => socket.all('signed_out').length === 2);
    await show(socket, black, 2);
    await login();
    await show(socket, white, 5);
    expect(socket.all('cart_updated').at(-1)).toMatchObject({ total: 150 });
  });

  it('an item that stays in view is not charged again after a pause of the frames', async () => {
    const { daemon } = shop;
    const id = newSession();
    const { socket } = await signedIn(daemon, id);
    await show(socket, white, 4);
    socket.raw.terminate();
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    const back = await openSocket(daemon.url, id);
    await show(back, white, 6);
    expect(back.all('cart_updated')).toEqual([]);
  });
});

describe('4: sockets neither take nor lose a sign-in', () => {
  it('a second socket and a reconnecting one find the session and cart as they are', async () => {
    const { daemon } = shop;
    const id = newSession();
    const { socket } = await signedIn(daemon, id);
    await show(socket, white, 4);
    const second = await openSocket(daemon.url, id);
    expect(await second.next('session_state')).toMatchObject({ user: { phone: '0900***000' }, total: 150 });
    await second.close();
    socket.raw.terminate();
    const back = await openSocket(daemon.url, id);
    expect(await back.next('session_state')).toMatchObject({ user: { phone: '0900***000' }, total: 150 });
  });

  it('another member cannot sign in over the one who is', async () => {
    const { daemon } = shop;
    const id = newSession();
    await enrolSecondMember(daemon);
    await signedIn(daemon, id);
    const reply = await post(`${daemon.url}/api/login`, {
      session_id: id,
      ...SECOND_MEMBER,
    });
    expect(reply).toMatchObject({ status: 409, body: { code: 'session_busy' } });
  });

  it('a cart that nobody comes back to is gone for the next customer', async () => {
    const daemon = await startDaemon({ args: ['--grace-seconds', '1'] });
    const { socket } = await signedIn(daemon);
    await show(socket, white, 4);
    await socket.close();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const next = await openSocket(daemon.url, 'counter-1');
    expect(await next.next('session_state')).toMatchObject({ user: null, total: 0 });
  });

  it('a member who walks away from an open kiosk is signed out', async () => {
    const daemon = await startDaemon({ args: ['--idle-seconds', '1'] });
    const { socket } = await signedIn(daemon);
    expect(await socket.next('signed_out')).toMatchObject({ reason: 'idle' });
  });

  it('a daemon killed mid-cart and started again has the sign-in and the cart', async () => {
    const first = await startDaemon();
    const { socket } = await signedIn(first);
    await show(socket, white, 4);
    await first.stop('SIGKILL');
    const second = await startDaemon({ data: first.data });
    const back = await openSocket(second.url, 'counter-1');
    expect(await back.next('session_state')).toMatchObject({ user: { phone: '0900***000' }, total: 150 });
    // What still lies before the camera is what is already in the cart.
    await show(back, white, 6);
    expect(back.all('cart_updated')).toEqual([]);
    expect(await post(`${second.url}/api/checkout`, { session_id: 'counter-1' })).toMatchObject({
      status: 200,
      body: { total: 150 },
    });
  });
});

describe('9: a payload without a comma is an error message, not a crash', () => {
  it('says so and lives on', async () => {
    const { daemon } = shop;
    const id = newSession();
    const socket = await openSocket(daemon.url, id);
    socket.send({ type: 'frame', frame: 'data:image/jpeg;base64', seq: 5 });
    expect(await socket.next('error')).toMatchObject({ code: 'bad_base64', seq: 5 });
    await socket.show(white);
    expect(socket.all('detections')).toHaveLength(1);
  });
});

describe('11: while frames are analysed, everything else is answered', () => {
  it('a ping comes back long before the frames that were sent before it are worked off', async () => {
    const daemon = await startDaemon({ args: ['--workers', '1'] });
    const frame = (await noisyJpeg(1920, 1080)).toString('base64');
    const cameras = await Promise.all(
      Array.from({ length: 8 }, (_, i) => openSocket(daemon.url, `camera-${i}`)),
    );
    const other = await openSocket(daemon.url, 'other');
    for (const camera of cameras) for (const seq of [1, 2]) camera.send({ type: 'frame', frame, seq });
    other.send({ type: 'ping' });
    await other.next('pong');
    const worked = () => cameras.flatMap((camera) => camera.all('detections')).length;
    expect(worked()).toBeLessThan(16);
    await until(() => worked() === 16);
  });
});
