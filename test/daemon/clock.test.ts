/** The computer's clock is set back by a day and two hours while the shop is open. */
import { expect, it } from 'vitest';
import { checkAudit } from '../../src/shop/index.js';
import { openStore } from '../../src/store/index.js';
import { post } from '../support/client.js';
import { startClockedDaemon } from '../support/clock.js';
import { PHONE, PIN, until } from '../support/daemon.js';
import { signInAsOwner } from '../support/owner.js';
import { fillCart, signedIn } from '../support/shopper.js';

const BACK_MS = -26 * 3_600_000;

it('sales keep their numbers and keys, nobody stays locked out or signed in, and the log stays whole', async () => {
  const { daemon, shiftBy } = await startClockedDaemon({ args: ['--idle-seconds', '6'] });
  const owner = await signInAsOwner(daemon.url);
  const pay = (session: string, key: string) =>
    post(`${daemon.url}/api/checkout`, { session_id: session }, { 'Idempotency-Key': key });
  const login = (phone: string, pin: string) =>
    post(`${daemon.url}/api/login`, { session_id: 'counter-9', phone, pin });
  await fillCart(daemon, 'counter-1');
  const first = await pay('counter-1', 'one');
  expect(first).toMatchObject({ status: 200, body: { total: 150 } });
  const guesses = await Promise.all(Array.from({ length: 6 }, () => login(PHONE, '9999')));
  expect(guesses.map(({ status }) => status).sort()).toEqual([401, 401, 401, 401, 401, 429]);
  expect(await login(PHONE, PIN)).toMatchObject({ status: 429 });

  await shiftBy(BACK_MS);
  expect((await owner.send('GET', 'today')).status).toBe(200);
  await fillCart(daemon, 'counter-2');
  const second = await pay('counter-2', 'two');
  const numberOf = (reply: typeof first) => Number(/-(\d+)$/.exec(reply.body.transaction_id)?.[1]);
  expect(second).toMatchObject({ status: 200, body: { total: 150 } });
  expect(numberOf(second)).toBe(numberOf(first) + 1);
  expect(Date.parse(second.body.created_at)).toBeLessThan(Date.parse(first.body.created_at) - 25 * 3_600_000);
  for (const [session, key, sale] of [
    ['counter-1', 'one', first],
    ['counter-2', 'two', second],
  ] as const)
    expect((await pay(session, key)).body.transaction_id).toBe(sale.body.transaction_id);

  // Nobody touches the counter; by a clock that was set back the time would never be over.
  const { socket } = await signedIn(daemon, 'counter-3');
  await shiftBy(2 * BACK_MS);
  await until(() => socket.all('signed_out').some(({ reason }) => reason === 'idle'));

  const store = await openStore({ dataDir: daemon.data, mongoUri: null });
  expect(await checkAudit(store)).toMatchObject({ sales: 2, faults: [] });
  await store.close();
});
