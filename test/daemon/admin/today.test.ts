/** What the owner sees first, and how the machine does. The shop is in Taipei, wherever the tests run. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LogReply, SystemReply, TodayReply } from '../../../src/protocol/index.js';
import { enrol, type Member, type Store, shiftDay } from '../../../src/shop/index.js';
import { openSqliteStore } from '../../../src/store/index.js';
import { openSocket, post } from '../../support/client.js';
import { sharedDaemon, until } from '../../support/daemon.js';
import { type Owner, PASSWORD, request, signInAsOwner } from '../../support/owner.js';
import { jpegOf } from '../../support/pictures.js';
import { draft, product } from '../../support/shop.js';
import { show } from '../../support/shopper.js';

/** Nothing of these is in a time or a number by chance. */
const SECRETS = { name: '秘密先生', phone: '0977665544', pin: '90817263', session: 'secret-of-the-counter' };
const NOTHING = { sales: 0, takings: 0, items: 0 };

const shop = sharedDaemon({ args: ['--log-level', 'debug'], env: { TZ: 'Asia/Taipei' } });
let owner: Owner;
let store: Store;
let member: Member;
let white: Buffer;
beforeAll(async () => {
  owner = await signInAsOwner(shop.daemon.url);
  store = openSqliteStore(shop.daemon.data);
  const { name, phone, pin } = SECRETS;
  ({ member } = await enrol(store, { name, phone, pin }, new Date()));
  await store.putProduct(product('tea', 25, { class_name: null, stock: 13 }), 'set');
  white = await jpegOf(64, 64, '#ffffff');
});
afterAll(() => store.close());

const today = () => owner.get('today', TodayReply);
const system = () => owner.get('system', SystemReply);
const kiosks = async () => (await today()).kiosks;
const healthOf = async (check: string) => (await today()).health.find((line) => line.check === check);

/** The member at the counter, with one 元翠茶 in the cart. */
async function atCounter(session = SECRETS.session) {
  const socket = await openSocket(shop.daemon.url, session);
  const { phone, pin } = SECRETS;
  await post(`${shop.daemon.url}/api/login`, { session_id: session, phone, pin });
  await show(socket, white, 5);
  await socket.next('cart_updated');
  return socket;
}

describe('the figures', () => {
  it('are of today and of the day before by the clock of the shop, without what was voided', async () => {
    const { date } = await today();
    expect(await today()).toMatchObject({ today: NOTHING, yesterday: NOTHING, recent: [] });
    const sellAt = async (createdAt: string) => {
      const result = await store.commitOrder(
        draft(member.id, { createdAt: new Date(createdAt).toISOString() }),
      );
      return result.outcome === 'stored' ? result.order.transactionId : result.outcome;
    };
    await sellAt(`${shiftDay(date, -2)}T23:59:59+08:00`);
    await sellAt(`${shiftDay(date, -1)}T00:00:00+08:00`);
    await sellAt(`${shiftDay(date, -1)}T23:59:59+08:00`);
    const first = await sellAt(`${date}T00:00:00+08:00`);
    const second = await sellAt(`${date}T09:30:00+08:00`);
    const third = await sellAt(`${date}T09:31:00+08:00`);
    await store.voidOrder(third, { at: new Date().toISOString(), reason: 'test' });

    const reply = await today();
    expect(reply.today).toEqual({ sales: 2, takings: 100, items: 4 });
    expect(reply.yesterday).toEqual({ sales: 2, takings: 100, items: 4 });
    expect(reply.hours.map(({ hour }) => hour)).toEqual(Array.from({ length: 24 }, (_, hour) => hour));
    expect(reply.hours.filter(({ sales }) => sales > 0).map(({ hour }) => hour)).toEqual([0, 9]);
    expect(reply.recent).toHaveLength(6);
    expect(reply.recent.slice(0, 3).map(({ transaction_id }) => transaction_id)).toEqual([
      third,
      second,
      first,
    ]);
    expect(reply.recent[0]?.voided_at).not.toBeNull();
    // Two each of thirteen, and the void gave two back.
    expect(reply.low_stock).toEqual([{ product_id: 'tea', name: '商品 tea', stock: 3 }]);
  });
});

describe('a counter', () => {
  it('is shown by a label, with its cart, its pace and its last frame', async () => {
    expect(await kiosks()).toEqual([]);
    expect(await healthOf('kiosks')).toMatchObject({ state: 'warning' });
    const quiet = await openSocket(shop.daemon.url, 'another-counter');
    expect(await kiosks()).toMatchObject([
      { signed_in: false, cart_quantity: 0, cart_total: 0, watchers: 1, last_frame_at: null, fps: 0 },
    ]);
    await quiet.close();
    const before = Date.now();
    const socket = await atCounter();
    const [kiosk] = await kiosks();
    expect(kiosk).toMatchObject({ signed_in: true, cart_quantity: 1, cart_total: 150, watchers: 1 });
    expect(kiosk?.fps).toBe(0.5);
    const seen = Date.parse(kiosk?.last_frame_at ?? '');
    expect(seen).toBeGreaterThanOrEqual(before - 1);
    expect(seen).toBeLessThanOrEqual(Date.now() + 1);
    expect(await healthOf('kiosks')).toMatchObject({ state: 'ok' });
    expect(JSON.stringify(await today())).not.toContain(SECRETS.session);
    socket.send({ type: 'sign_out' });
    await socket.next('signed_out');
    await socket.close();
    await until(async () => (await kiosks()).length === 0);
  });
});

describe('the machine', () => {
  it('counts each frame’s turnaround once, in one bucket', async () => {
    const before = (await system()).latency;
    const socket = await openSocket(shop.daemon.url, 'counts-1');
    await show(socket, white, 6);
    const { latency, sockets, sessions } = await system();
    expect(latency.frames).toBe(before.frames + 6);
    expect(latency.buckets.reduce((sum, { frames }) => sum + frames, 0)).toBe(latency.frames);
    expect(latency.buckets.map(({ le_ms }) => le_ms)).toEqual([
      ...[5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000],
      null,
    ]);
    expect(latency.mean_ms).toBeGreaterThan(0);
    expect(sockets).toBe(1);
    expect(sessions).toBeGreaterThanOrEqual(1);
  });

  it('tells its model and its store', async () => {
    const { model, storage, faces } = await system();
    expect(model).toMatchObject({ file: 'lamp.onnx', input: { width: 64, height: 64 }, healthy: true });
    expect(model.classes).toEqual([
      { class_id: 0, class_name: 'yuancui-tea', product: { id: 'yuancui-tea', name: '元翠茶' } },
      { class_id: 1, class_name: 'fenjie-tea', product: { id: 'fenjie-tea', name: '分解茶' } },
    ]);
    expect(model.unseen.map(({ id }) => id)).toContain('tea');
    expect(storage.kind).toBe('sqlite');
    expect(storage.used_bytes).toBeGreaterThan(10_000);
    expect(storage.free_bytes).toBeGreaterThan(0);
    expect(faces).toEqual({ state: 'off', members: 0 });
    expect((await healthOf('catalogue'))?.text.en).toMatch(/can never see 9 product/);
  });
});

it('the log says what happened, and nothing of secrets or people', async () => {
  const { url } = shop.daemon;
  const { name, phone, pin } = SECRETS;
  const session = `${SECRETS.session}-2`;
  const socket = await atCounter(session);
  const paid = await post(`${url}/api/checkout`, { session_id: session });
  expect(paid.status).toBe(200);
  await post(`${url}/api/login`, { session_id: session, phone, pin: '8888777766' });
  await post(`${url}/api/register`, { session_id: session, phone, name, pin, consent: false });
  await post(`${url}/api/me/sign-in`, { phone, pin });
  await owner.send('PATCH', `members/${member.id}`, { name, phone, pin });
  await request(url, 'POST', 'sign-in', { password: `${PASSWORD}?` });
  await post(`${url}/api/login`, `{"phone":"${phone}","pin":"${pin}"`);
  socket.send({ type: 'what', phone, pin });
  await socket.next('error');
  await socket.close();

  const { lines } = await owner.get('log', LogReply);
  const texts = lines.map(({ text }) => text);
  for (const event of [
    'owner password set',
    'signed in by PIN',
    'member changed by the owner',
    'socket closed',
  ])
    expect(texts).toContain(event);
  const times = lines.map(({ at }) => at);
  expect(times).toEqual([...times].sort());
  expect(lines.find(({ text }) => text === 'signed in by PIN')?.facts).toEqual({
    session: expect.stringMatching(/^[0-9a-f]{6}$/),
    member: member.id,
  });
  const shown = JSON.stringify(lines);
  expect(shown).not.toContain(SECRETS.session);
  const secrets = [name, phone, pin, '8888777766', PASSWORD, owner.cookie.split('=')[1]];
  for (const secret of [...secrets, paid.body.receipt_key]) {
    expect(shown).not.toContain(secret);
    expect(shop.daemon.log()).not.toContain(secret);
  }
});
