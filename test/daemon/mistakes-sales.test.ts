/** What the original system got wrong (product.md §3), each with a test of its number: sales, members and prices. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.js';
import { get, openSocket, post } from '../support/client.js';
import { newSession, PHONE, PIN, sharedDaemon, startDaemon, until } from '../support/daemon.js';
import { temporaryFolder } from '../support/folder.js';
import { writeLampModel } from '../support/lamp-model.js';
import { jpegOf } from '../support/pictures.js';
import { enrolSecondMember, SECOND_MEMBER, show, signedIn } from '../support/shopper.js';

const shop = sharedDaemon({ args: ['--cors-origin', 'https://shop.example'] });
let white: Buffer;
let black: Buffer;
beforeAll(async () => {
  white = await jpegOf(64, 64, '#ffffff');
  black = await jpegOf(64, 64, '#000000');
});

const stockOf = async (url: string) => (await get(`${url}/api/products`)).body.products[0].stock as number;

describe('5: a checkout is idempotent and atomic', () => {
  it('a retry with the same key gets the same answer, also after sign-out; other content under it is refused', async () => {
    const { daemon } = shop;
    const id = newSession();
    const stock = await stockOf(daemon.url);
    const { socket } = await signedIn(daemon, id);
    await show(socket, white, 4);
    const pay = (body = {}) =>
      post(`${daemon.url}/api/checkout`, { session_id: id, ...body }, { 'Idempotency-Key': 'sale-1' });
    const replies = await Promise.all(Array.from({ length: 10 }, () => pay()));
    expect(new Set(replies.map(({ status, body }) => `${status} ${body.transaction_id}`)).size).toBe(1);
    expect(await pay({ expected_total: 1 })).toMatchObject({
      status: 409,
      body: { code: 'idempotency_conflict' },
    });
    expect(await stockOf(daemon.url)).toBe(stock - 1);
    expect(socket.all('checkout_completed')).toHaveLength(1);
  });

  it('a key that sold another cart does not pass for a payment of this one', async () => {
    const { daemon } = shop;
    const id = newSession();
    const { socket } = await signedIn(daemon, id);
    const pay = () => post(`${daemon.url}/api/checkout`, { session_id: id }, { 'Idempotency-Key': 'k' });
    await show(socket, white, 4);
    expect((await pay()).status).toBe(200);
    await show(socket, black, 20);
    await post(`${daemon.url}/api/login`, { session_id: id, phone: PHONE, pin: PIN });
    await show(socket, white, 5);
    expect(socket.all('cart_updated').at(-1)).toMatchObject({ total: 150 });
    expect(await pay()).toMatchObject({ status: 409, body: { code: 'idempotency_conflict' } });
  });

  it('ten checkouts at once without a key sell once', async () => {
    const { daemon } = shop;
    const id = newSession();
    const stock = await stockOf(daemon.url);
    const { socket } = await signedIn(daemon, id);
    await show(socket, white, 4);
    const pay = () => post(`${daemon.url}/api/checkout`, { session_id: id });
    const replies = await Promise.all(Array.from({ length: 10 }, pay));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await stockOf(daemon.url)).toBe(stock - 1);
  });
});

describe('6: a member is seen only by the session that member is signed in on', () => {
  it('receipts are refused to others', async () => {
    const daemon = await startDaemon();
    const { socket, memberId } = await signedIn(daemon);
    await show(socket, white, 4);
    await post(`${daemon.url}/api/checkout`, { session_id: 'counter-1' });
    const address = `${daemon.url}/api/transactions/${memberId}`;
    expect(await get(address)).toMatchObject({ status: 400 });
    expect(await get(`${address}?session_id=counter-1`)).toMatchObject({
      status: 400,
      body: { code: 'not_signed_in' },
    });
    await post(`${daemon.url}/api/login`, { session_id: 'counter-1', phone: PHONE, pin: PIN });
    expect(await get(`${address}?session_id=counter-1`)).toMatchObject({
      status: 200,
      body: { total_spent: 150, transactions: [{ total: 150 }] },
    });
    await enrolSecondMember(daemon);
    await post(`${daemon.url}/api/login`, { session_id: 'counter-2', ...SECOND_MEMBER });
    expect(await get(`${address}?session_id=counter-2`)).toMatchObject({ status: 403 });
  });

  it('web pages of other origins are refused, on HTTP and sockets, unless the owner named them', async () => {
    const { daemon } = shop;
    const evil = { Origin: 'https://evil.example' };
    const named = { Origin: 'https://shop.example' };
    const port = new URL(daemon.url).port;
    expect(await get(`${daemon.url}/api/products`, evil)).toMatchObject({
      status: 403,
      body: { code: 'origin_refused' },
    });
    await expect(openSocket(daemon.url, 'a', evil)).rejects.toThrow('refused with 403');
    await expect(openSocket(daemon.url, 'a', { Host: `evil.example:${port}` })).rejects.toThrow(
      'refused with 403',
    );
    const allowed = await get(`${daemon.url}/api/products`, named);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
    await openSocket(daemon.url, 'a', named);
    await openSocket(daemon.url, 'a', { Origin: daemon.url });
  });
});

describe('the demo member', () => {
  it('cannot sign in once the shop is run for real on the same data', async () => {
    const first = await startDaemon();
    await first.stop();
    const real = await startDaemon({ data: first.data, demo: false });
    const reply = await post(`${real.url}/api/login`, { session_id: 'a', phone: PHONE, pin: PIN });
    expect(reply).toMatchObject({ status: 401, body: { code: 'wrong_phone_or_pin' } });
    expect((await get(`${real.url}/api/kiosk`)).body.demo).toBeNull();
    expect((await get(`${real.url}/samples/one-item/frames/000000.jpg`)).status).toBe(404);
  });
});

describe('7: products and classes are joined by name', () => {
  it('a retrained model whose numbers moved sells the right product, and start-up says so', async () => {
    const model = join(temporaryFolder(), 'moved.onnx');
    writeLampModel(model, ['fenjie-tea', 'coffee'], [{ classId: 0, box: [32, 32, 16, 32] }]);
    const daemon = await startDaemon({ model });
    const { socket } = await signedIn(daemon);
    await show(socket, white, 4);
    expect(socket.all('cart_updated').at(-1)).toMatchObject({
      cart: [{ product_id: 'fenjie-tea', price: 200 }],
    });
    expect(daemon.log()).toMatch(/CLASS NUMBER DIFFERS/);
    expect(daemon.log()).toMatch(/"product":"yuancui-tea".*MODEL CANNOT SEE/);
    expect(daemon.log()).toMatch(/"class_name":"coffee".*NO PRODUCT for this class/);
  });
});

describe('8: prices are live', () => {
  it('a price seeded while the daemon runs counts at once; a changed price in a cart is shown before it is paid', async () => {
    const daemon = await startDaemon();
    const list = join(temporaryFolder(), 'products.csv');
    const seed = async (price: number) => {
      writeFileSync(list, `id,name,price,class_name\nyuancui-tea,元翠茶,${price},yuancui-tea\n`);
      expect(await runCli(['seed', '--file', list, '--data', daemon.data])).toMatchObject({ code: 0 });
    };
    await seed(120);
    const { socket } = await signedIn(daemon);
    await show(socket, white, 4);
    expect(socket.all('cart_updated').at(-1)).toMatchObject({ total: 120 });
    await seed(130);
    const pay = (expected_total: number) =>
      post(`${daemon.url}/api/checkout`, { session_id: 'counter-1', expected_total });
    expect(await pay(120)).toMatchObject({ status: 409, body: { code: 'price_changed' } });
    expect(socket.all('cart_updated').at(-1)).toMatchObject({ total: 130 });
    expect(await pay(130)).toMatchObject({ status: 200, body: { total: 130 } });
  });

  it('a product taken off sale or sold out is refused by name, and the cart stays', async () => {
    const daemon = await startDaemon();
    const list = join(temporaryFolder(), 'products.csv');
    const { socket } = await signedIn(daemon);
    await show(socket, white, 4);
    const pay = () => post(`${daemon.url}/api/checkout`, { session_id: 'counter-1' });
    writeFileSync(list, 'id,name,price,class_name,stock,active\nyuancui-tea,元翠茶,150,yuancui-tea,0,yes\n');
    await runCli(['seed', '--file', list, '--restock', '--data', daemon.data]);
    expect(await pay()).toMatchObject({ status: 409, body: { code: 'out_of_stock', detail: '元翠茶' } });
    writeFileSync(list, 'id,name,price,class_name,stock,active\nyuancui-tea,元翠茶,150,yuancui-tea,5,no\n');
    await runCli(['seed', '--file', list, '--restock', '--data', daemon.data]);
    expect(await pay()).toMatchObject({
      status: 409,
      body: { code: 'product_unavailable', detail: '元翠茶' },
    });
    const back = await openSocket(daemon.url, 'counter-1');
    expect(await back.next('session_state')).toMatchObject({ total: 150 });
  });
});

describe('12: money adds up', () => {
  it('cart, receipt, history and metrics tell one sum, and it is the sum of the lines', async () => {
    const model = join(temporaryFolder(), 'two.onnx');
    writeLampModel(
      model,
      ['yuancui-tea', 'fenjie-tea'],
      [
        { classId: 0, box: [20, 32, 16, 32] },
        { classId: 1, box: [44, 32, 16, 32] },
      ],
    );
    const daemon = await startDaemon({ model });
    const { socket, memberId } = await signedIn(daemon);
    await show(socket, white, 5);
    socket.send({ type: 'cart_set_quantity', index: 0, quantity: 3 });
    await until(() => socket.all('cart_updated').at(-1)?.total_quantity === 4);
    const cart = socket.all('cart_updated').at(-1);
    const sum = cart.cart.reduce(
      (total: number, line: { price: number; quantity: number }) => total + line.price * line.quantity,
      0,
    );
    const sale = await post(`${daemon.url}/api/checkout`, { session_id: 'counter-1' });
    await post(`${daemon.url}/api/login`, { session_id: 'counter-1', phone: PHONE, pin: PIN });
    const history = await get(`${daemon.url}/api/transactions/${memberId}?session_id=counter-1`);
    const metrics = await get(`${daemon.url}/metrics`);
    const taken = Number(/yolo1125_takings_twd_total (\d+)/.exec(metrics.body)?.[1]);
    expect([cart.total, sale.body.total, history.body.total_spent, taken]).toEqual([sum, sum, sum, sum]);
    expect(
      sale.body.lines.every(
        (line: { subtotal: number; price: number; quantity: number }) =>
          line.subtotal === line.price * line.quantity,
      ),
    ).toBe(true);
  });
});
