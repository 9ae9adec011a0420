/** Damaged messages and bodies, and clients that do not do their part, a few of each; `npm run faults` has the thousands. */
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { holdIdle, holdSlowly, holdUnread } from '../faults/clients.js';
import { fuzzBodies } from '../faults/fuzz/bodies.js';
import { fuzzSocket } from '../faults/fuzz/sockets.js';
import { get } from '../support/client.js';
import { sharedDaemon, until } from '../support/daemon.js';
import { signInAsOwner } from '../support/owner.js';

const SEED = 1125;
const shop = sharedDaemon();
let cookie: string;
beforeAll(async () => {
  ({ cookie } = await signInAsOwner(shop.daemon.url));
});

it('every damaged message is answered, and the socket lives on', async () => {
  const count = await fuzzSocket(shop.daemon.url, 'fuzz', SEED, 400);
  expect(count).toMatchObject({ sent: 400 });
  expect(count.owed).toBeGreaterThan(350);
});

it('every damaged body is refused in our words', async () => {
  const statuses = await fuzzBodies(shop.daemon.url, cookie, SEED, 200);
  expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(200);
  expect(statuses.get(400)).toBeGreaterThan(50);
});

it('a client that asks on and never reads is cut, and others are answered while slow and idle ones hang on', async () => {
  const { url } = shop.daemon;
  const held = [
    await holdSlowly(url, 'request', 10),
    await holdSlowly(url, 'body', 10),
    await holdSlowly(url, 'handshake', 10),
    await holdIdle(url, 50, 'idle'),
  ];
  const unread = await holdUnread(url, 1, JSON.stringify({ type: 'nothing' }));
  onTestFinished(() => [...held, unread].forEach((one) => void one.end()));
  expect((await get(`${url}/readyz`)).status).toBe(200);
  // The system keeps some megabytes for who does not read, before the daemon notices.
  await until(() => unread.open() === 0, 110_000);
  expect((await get(`${url}/api/products`)).status).toBe(200);
  expect(held.at(-1)?.open()).toBe(50);
}, 120_000);

it('and nothing of it was a fault of the daemon', async () => {
  expect((await get(`${shop.daemon.url}/readyz`)).status).toBe(200);
  expect(shop.daemon.log()).not.toMatch(/"code":"internal"|fault inside|message failed/);
});
