/** `serve --cart tray`: the cart is what lies before the camera. */
import { expect, it } from 'vitest';
import { openSocket, post } from '../support/client.js';
import {
  newSession,
  PHONE,
  PIN,
  type RunningDaemon,
  sharedDaemon,
  startDaemon,
  until,
} from '../support/daemon.js';
import { jpegOf } from '../support/pictures.js';
import { enrolSecondMember, SECOND_MEMBER, show, signedIn } from '../support/shopper.js';
import { openTray, TRAY_DAEMON } from '../support/tray.js';

const TEA = 0;
const OTHER = 1;
const shop = sharedDaemon(TRAY_DAEMON);

const enter = ({ url }: RunningDaemon, session_id: string, who = { phone: PHONE, pin: PIN }) =>
  post(`${url}/api/login`, { session_id, ...who });
const pay = ({ url }: RunningDaemon, session_id: string, body = {}) =>
  post(`${url}/api/checkout`, { session_id, ...body });

it('fills with what is put down and empties with what is taken away, and says so', async () => {
  const { daemon } = shop;
  const id = newSession();
  const tray = await openTray(daemon, id);
  expect(tray.all('session_state')[0]).toMatchObject({ cart_mode: 'tray' });
  await enter(daemon, id);
  await tray.lay(TEA);
  expect(tray.cart()).toEqual(['yuancui-tea 1']);
  await tray.lay(TEA, OTHER, TEA);
  expect(tray.cart()).toEqual(['yuancui-tea 2', 'fenjie-tea 1']);
  expect(tray.all('product_detected')).toHaveLength(3);
  await tray.lay(TEA, OTHER, null);
  await tray.lay(TEA, null, null);
  expect(tray.cart()).toEqual(['yuancui-tea 1']);
  expect(tray.all('product_removed')).toMatchObject([
    { product_id: 'yuancui-tea', quantity: 1 },
    { product_id: 'fenjie-tea', quantity: 1 },
  ]);
  expect(tray.all('tray').at(-1)).toEqual({ type: 'tray', items: 1, left_over: 0 });
});

it('does so with real pictures and a real model', async () => {
  const { daemon } = shop;
  const { socket } = await signedIn(daemon, newSession());
  await show(socket, await jpegOf(64, 64, '#ffffff'), 7);
  await until(() => socket.all('cart_updated').at(-1)?.total === 150);
  await show(socket, await jpegOf(64, 64, '#000000'), 16);
  await until(() => socket.all('cart_updated').at(-1)?.total === 0);
});

it('has everything in the cart at the sign-in that was laid down before', async () => {
  const { daemon } = shop;
  const id = newSession();
  const tray = await openTray(daemon, id);
  await tray.lay(TEA, TEA, OTHER);
  expect(tray.cart()).toEqual([]);
  await enter(daemon, id);
  await tray.lay(TEA, TEA, OTHER);
  expect(tray.cart()).toEqual(['yuancui-tea 2', 'fenjie-tea 1']);
  expect(tray.all('product_detected')).toHaveLength(3);
});

it('leaves a line as the customer set it until this product changes on the tray', async () => {
  const { daemon } = shop;
  const id = newSession();
  const tray = await openTray(daemon, id);
  await enter(daemon, id);
  await tray.lay(TEA, OTHER);
  const set = async (product_id: string, quantity: number) => {
    tray.send({ type: 'cart_set_quantity', index: 0, product_id, quantity });
    await tray.lay(TEA, OTHER);
  };
  await set('yuancui-tea', 3);
  await set('fenjie-tea', 0);
  expect(tray.cart()).toEqual(['yuancui-tea 3']);
  await tray.lay(TEA, OTHER, TEA);
  expect(tray.cart()).toEqual(['yuancui-tea 2']);
  await tray.lay(TEA, null, TEA);
  await tray.lay(TEA, OTHER, TEA);
  expect(tray.cart()).toEqual(['yuancui-tea 2', 'fenjie-tea 1']);
});

it('does not charge the next customer for what lies there paid, before it is put down anew', async () => {
  const { daemon } = shop;
  await enrolSecondMember(daemon);
  const id = newSession();
  const tray = await openTray(daemon, id);
  await enter(daemon, id);
  await tray.lay(TEA, OTHER);
  expect(await pay(daemon, id, { expected_total: 350 })).toMatchObject({ status: 200 });
  expect(tray.all('tray').at(-1)).toEqual({ type: 'tray', items: 2, left_over: 2 });

  await enter(daemon, id, SECOND_MEMBER);
  await tray.lay(TEA, OTHER, TEA);
  expect(tray.cart()).toEqual(['yuancui-tea 1']);
  await tray.lay(TEA, null, TEA);
  await tray.lay(TEA, null, TEA, OTHER);
  expect(tray.cart()).toEqual(['yuancui-tea 1', 'fenjie-tea 1']);
  expect(tray.all('tray').at(-1)).toEqual({ type: 'tray', items: 3, left_over: 1 });
});

it('keeps what was left unpaid for the member who left it, and for nobody else', async () => {
  const { daemon } = shop;
  const id = newSession();
  const tray = await openTray(daemon, id);
  await enter(daemon, id);
  await tray.lay(TEA);
  const leave = async () => {
    const before = tray.all('signed_out').length;
    tray.send({ type: 'sign_out' });
    await until(() => tray.all('signed_out').length > before);
  };
  await leave();
  await enter(daemon, id, SECOND_MEMBER);
  await tray.lay(TEA, OTHER);
  expect(tray.cart()).toEqual(['fenjie-tea 1']);
  await leave();
  await enter(daemon, id);
  await tray.lay(TEA, OTHER);
  expect(tray.cart()).toEqual(['yuancui-tea 1']);
});

it('survives a kill: nothing twice, nothing lost before it was looked for, nothing that was paid', async () => {
  const first = await startDaemon(TRAY_DAEMON);
  const tray = await openTray(first, 'counter-1');
  await enter(first, 'counter-1');
  await tray.lay(TEA, TEA, OTHER);
  await first.stop('SIGKILL');

  const second = await startDaemon({ ...TRAY_DAEMON, data: first.data });
  const back = await openTray(second, 'counter-1');
  expect(back.cart()).toEqual(['yuancui-tea 2', 'fenjie-tea 1']);
  await back.lay(TEA, TEA, OTHER);
  await back.lay(TEA, TEA, OTHER);
  await back.lay(TEA, TEA, OTHER);
  expect(back.all('cart_updated')).toEqual([]);
  await back.lay(TEA, null, OTHER);
  expect(back.cart()).toEqual(['yuancui-tea 1', 'fenjie-tea 1']);
  expect(await pay(second, 'counter-1', { expected_total: 350 })).toMatchObject({ status: 200 });
  await second.stop('SIGKILL');

  const third = await startDaemon({ ...TRAY_DAEMON, data: first.data });
  const again = await openTray(third, 'counter-1');
  await again.lay(TEA, null, OTHER);
  await enter(third, 'counter-1');
  await again.lay(TEA, null, OTHER, TEA);
  expect(again.cart()).toEqual(['yuancui-tea 1']);
});

it('takes nothing out because nobody looks', async () => {
  const { daemon } = shop;
  const id = newSession();
  const tray = await openTray(daemon, id);
  await enter(daemon, id);
  await tray.lay(TEA);
  await tray.close();
  const screen = await openSocket(daemon.url, id);
  expect(await screen.next('session_state')).toMatchObject({ total: 150 });
  const back = await openTray(daemon, id);
  await back.lay(TEA);
  expect(back.cart()).toEqual(['yuancui-tea 1']);
  expect(screen.all('cart_updated')).toEqual([]);
});
