/** A shop whose facts a MongoDB server keeps, played through by the real daemon. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMongoStore } from '../../src/store/mongo/store.js';
import { get, openSocket, post } from '../support/client.js';
import { PHONE, PIN, type RunningDaemon, startDaemon, until } from '../support/daemon.js';
import { startMongo } from '../support/mongo.js';
import { jpegOf } from '../support/pictures.js';
import { show, signedIn } from '../support/shopper.js';

const server = await startMongo();
afterAll(() => server?.stop());

let white: Buffer;
let black: Buffer;
beforeAll(async () => {
  white = await jpegOf(64, 64, '#ffffff');
  black = await jpegOf(64, 64, '#000000');
});

const startOn = (uri: string) => startDaemon({ args: ['--store', uri] });
const pay = ({ url }: RunningDaemon, key: string) =>
  post(`${url}/api/checkout`, { session_id: 'counter-1' }, { 'Idempotency-Key': key });

async function stockOf(uri: string): Promise<number | null | undefined> {
  const store = await openMongoStore(uri);
  const stock = (await store.listProducts()).find(({ id }) => id === 'yuancui-tea')?.stock;
  await store.close();
  return stock;
}

describe.skipIf(server === null)('a shop on MongoDB', () => {
  it('signs in, fills the cart, survives a kill in the middle of it, sells once', async () => {
    const uri = server?.newDatabase() ?? '';
    const first = await startOn(uri);
    const { socket } = await signedIn(first);
    await show(socket, white, 4);
    await until(() => socket.all('cart_updated').at(-1)?.total === 150);
    await first.stop('SIGKILL');

    const second = await startOn(uri);
    const back = await openSocket(second.url, 'counter-1');
    expect(await back.next('session_state')).toMatchObject({ total: 150, user: { phone: '0900***000' } });
    const sale = await pay(second, 'sale-1');
    expect(sale).toMatchObject({ status: 200, body: { total: 150 } });
    expect(await pay(second, 'sale-1')).toMatchObject({
      status: 200,
      body: { transaction_id: sale.body.transaction_id },
    });
    expect(await stockOf(uri)).toBe(199);
    expect(await second.stop()).toBe(0);
  });
});

describe.skipIf(!server?.own)('while the database is away', () => {
  it('the cart goes on, a checkout says that it did not work, and all is well when it is back', async () => {
    const uri = server?.newDatabase(false) ?? '';
    const daemon = await startOn(uri);
    const { socket } = await signedIn(daemon);
    await show(socket, white, 4);
    await until(() => socket.all('cart_updated').at(-1)?.total === 150);
    await server?.own?.kill();

    const refused = await pay(daemon, 'sale-1');
    expect(refused).toMatchObject({ status: 503, body: { code: 'store_unavailable' } });
    expect(await get(`${daemon.url}/readyz`)).toMatchObject({
      status: 503,
      body: { checks: { store: false } },
    });
    await show(socket, black, 20);
    await show(socket, white, 5);
    await until(() => socket.all('cart_updated').at(-1)?.total === 300);
    const login = await post(`${daemon.url}/api/login`, { session_id: 'counter-2', phone: PHONE, pin: PIN });
    expect(login).toMatchObject({ status: 503, body: { code: 'store_unavailable' } });

    await server?.own?.startAgain();
    await until(async () => (await get(`${daemon.url}/readyz`)).status === 200);
    expect(await pay(daemon, 'sale-1')).toMatchObject({ status: 200, body: { total: 300 } });
    expect(await stockOf(uri)).toBe(198);
  });

  it('a cart that changed meanwhile is stored afterwards, and a kill then loses nothing of it', async () => {
    const uri = server?.newDatabase(false) ?? '';
    const daemon = await startOn(uri);
    const { socket } = await signedIn(daemon);
    await server?.own?.kill();
    await show(socket, white, 4);
    await until(() => socket.all('cart_updated').at(-1)?.total === 150);
    await server?.own?.startAgain();
    const store = await openMongoStore(uri);
    await until(async () => (await store.findVisit('counter-1'))?.cart.length === 1);
    await store.close();
    await daemon.stop('SIGKILL');
    const again = await startOn(uri);
    const back = await openSocket(again.url, 'counter-1');
    expect(await back.next('session_state')).toMatchObject({ total: 150 });
  });
});
