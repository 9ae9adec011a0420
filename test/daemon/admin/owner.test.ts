/** The owner's way in: one password, set on the shop's own computer. */
import { describe, expect, it } from 'vitest';
import { OwnerReply, TodayReply } from '../../../src/protocol/index.js';
import { runCli } from '../../support/cli.js';
import { sharedDaemon, startDaemon } from '../../support/daemon.js';
import { cookieOf, ownerWith, PASSWORD, request, signInAsOwner } from '../../support/owner.js';

const shop = sharedDaemon();

describe('the first visit', () => {
  it('is not for somebody behind a proxy', async () => {
    const { url } = shop.daemon;
    for (const header of ['X-Forwarded-For', 'X-Forwarded-Proto', 'Forwarded', 'X-Real-IP', 'Via']) {
      const headers = { [header]: '127.0.0.1' };
      const asked = await request(url, 'GET', 'owner', undefined, headers);
      expect(asked.body).toEqual({ state: 'setup', setup_here: false });
      const tried = await request(url, 'POST', 'setup', { password: PASSWORD }, headers);
      expect(tried).toMatchObject({ status: 403, body: { code: 'setup_elsewhere' } });
    }
  });

  it('sets a password that is long enough, once, and signs in', async () => {
    const { url } = shop.daemon;
    expect((await request(url, 'GET', 'owner')).body).toEqual({ state: 'setup', setup_here: true });
    expect(await request(url, 'POST', 'sign-in', { password: '' })).toMatchObject({ status: 400 });
    expect(await request(url, 'POST', 'sign-in', { password: PASSWORD })).toMatchObject({ status: 401 });
    expect(await request(url, 'POST', 'setup', { password: 'too short' })).toMatchObject({
      status: 400,
      body: { code: 'bad_request', detail: 'password: must be at least 10 characters' },
    });
    const done = await request(url, 'POST', 'setup', { password: PASSWORD });
    expect(done).toMatchObject({ status: 200, body: { state: 'signed_in' } });
    expect(done.headers.get('set-cookie')).toMatch(
      /^yolo1125_owner=[\w-]{43}; path=\/; expires=[^;]+; samesite=strict; httponly$/i,
    );
    expect(await request(url, 'POST', 'setup', { password: 'another long one' })).toMatchObject({
      status: 409,
      body: { code: 'owner_exists' },
    });
    const owner = ownerWith(url, cookieOf(done));
    expect(await owner.get('owner', OwnerReply)).toMatchObject({ state: 'signed_in' });
    await owner.get('today', TodayReply);
  });
});

describe('signing in and out', () => {
  it('takes the password and no other, until the sign-out', async () => {
    const { url } = shop.daemon;
    expect(await request(url, 'POST', 'sign-in', { password: 'not the password' })).toMatchObject({
      status: 401,
      body: { code: 'wrong_password' },
    });
    const owner = await signInAsOwner(url);
    expect((await owner.send('POST', 'sign-out', {})).body).toMatchObject({ state: 'signed_out' });
    expect((await owner.send('GET', 'today')).status).toBe(401);
  });

  it('marks the cookie for TLS only when a proxy says that the request came by TLS', async () => {
    const headers = { 'X-Forwarded-Proto': 'https' };
    const reply = await request(shop.daemon.url, 'POST', 'sign-in', { password: PASSWORD }, headers);
    expect(reply.headers.get('set-cookie')).toMatch(/; secure/i);
  });

  it('ends after five wrong passwords, those sent at once too, but not for the shop’s own computer', async () => {
    const { url } = shop.daemon;
    const far = { 'X-Forwarded-For': '203.0.113.9' };
    const guesses = Array.from({ length: 6 }, () =>
      request(url, 'POST', 'sign-in', { password: 'not the password' }, far),
    );
    const codes = (await Promise.all(guesses)).map(({ body }) => body.code).sort();
    expect(codes).toEqual(['too_many_attempts', ...Array(5).fill('wrong_password')]);
    expect(await request(url, 'POST', 'sign-in', { password: PASSWORD }, far)).toMatchObject({
      status: 429,
      body: { code: 'too_many_attempts' },
    });
    await signInAsOwner(url);
  });
});

describe('changing the password', () => {
  it('needs the current one, and ends all other cookies', async () => {
    const { url } = shop.daemon;
    const other = await signInAsOwner(url);
    const owner = await signInAsOwner(url);
    const next = 'another long one';
    const wrong = await owner.send('POST', 'password', { current: next, password: next });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong_password' } });
    const changed = await owner.send('POST', 'password', { current: PASSWORD, password: next });
    expect(changed).toMatchObject({ status: 200, body: { state: 'signed_in' } });
    const mine = ownerWith(url, cookieOf(changed));
    expect((await mine.send('GET', 'today')).status).toBe(200);
    for (const { send } of [owner, other]) expect((await send('GET', 'today')).status).toBe(401);
    expect((await request(url, 'POST', 'sign-in', { password: PASSWORD })).status).toBe(401);
    await mine.send('POST', 'password', { current: next, password: PASSWORD });
  });

  it('by the command line holds at once, and --reset asks for a first visit again', async () => {
    const { url, data } = shop.daemon;
    const owner = await signInAsOwner(url);
    const next = 'said at the keyboard';
    const run = await runCli(['owner', 'password', '--data', data], { input: `${next}\n` });
    expect(run).toEqual({ code: 0, err: '', out: 'the password is set\n' });
    expect((await owner.send('GET', 'today')).status).toBe(401);
    const again = await signInAsOwner(url, next);

    const short = await runCli(['owner', 'password', '--data', data], { input: 'short\n' });
    expect(short).toMatchObject({ code: 1, err: expect.stringContaining('at least 10 characters') });
    expect((await runCli(['owner', 'password', '--data', data])).code).toBe(2);
    expect((await again.send('GET', 'today')).status).toBe(200);
    expect((await runCli(['owner', 'password', '--reset', '--data', data])).code).toBe(0);
    expect((await again.send('GET', 'today')).status).toBe(401);
    expect((await request(url, 'GET', 'owner')).body).toEqual({ state: 'setup', setup_here: true });
  });
});

it('is kept over a restart, and the cookies are not', async () => {
  const first = await startDaemon();
  const { cookie } = await signInAsOwner(first.url);
  await first.stop();
  const { url } = await startDaemon({ data: first.data });
  expect(await ownerWith(url, cookie).get('owner', OwnerReply)).toMatchObject({ state: 'signed_out' });
  await signInAsOwner(url);
});
