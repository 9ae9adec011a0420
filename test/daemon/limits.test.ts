/** Whoever asks too often is told when to come again, and whoever does not stop is sent away. */
import { describe, expect, it } from 'vitest';
import { get, openSocket, post } from '../support/client.js';
import { newSession, sharedDaemon } from '../support/daemon.js';
import { jpegOf } from '../support/pictures.js';

const shop = sharedDaemon({ args: ['--rate-limits', 'on'] });

describe('over HTTP', () => {
  it('guesses are limited long before reads and other writes are', async () => {
    const { url } = shop.daemon;
    const login = (phone: string) =>
      post(`${url}/api/login`, { session_id: newSession(), phone, pin: '9999' });
    // Each with a number of its own, which no lock of a number stops.
    const replies = [];
    for (let i = 0; i < 60 && replies.at(-1)?.status !== 429; i += 1)
      replies.push(await login(`09${String(20_000_000 + i)}`));
    const last = replies.at(-1);
    expect(replies.length).toBeGreaterThan(15);
    expect(last).toMatchObject({
      status: 429,
      body: { success: false, code: 'rate_limited', retry_after_s: expect.any(Number) },
    });
    expect(Number(last?.headers.get('retry-after'))).toBe(last?.body.retry_after_s);
    expect((await get(`${url}/api/products`)).status).toBe(200);
    expect((await post(`${url}/api/checkout`, { session_id: newSession() })).body.code).toBe('not_signed_in');
  });
});

describe('on a socket', () => {
  it('a camera of 30 pictures a second is not limited, a flood of pings is', async () => {
    const socket = await openSocket(shop.daemon.url, newSession());
    const frame = (await jpegOf(64, 64, '#000000')).toString('base64');
    for (let seq = 1; seq <= 150; seq += 1) socket.send({ type: 'frame', frame, seq });
    for (let i = 0; i < 100; i += 1) socket.send({ type: 'ping' });
    socket.send({ type: 'cart_remove', index: 0 });
    await socket.next('error');
    const answered = () =>
      socket.received.filter(({ type }) => type === 'frame_received' || type === 'frame_dropped').length;
    while (answered() < 150) await new Promise((resolve) => setTimeout(resolve, 20));
    const limited = socket.all('error').filter(({ code }) => code === 'rate_limited');
    expect(limited.length).toBeGreaterThan(20);
    expect(limited[0]).toMatchObject({ retry_after_s: expect.any(Number) });
    expect(limited.filter(({ seq }) => seq !== undefined)).toEqual([]);
    expect(socket.all('pong').length + limited.length).toBeGreaterThanOrEqual(100);
  });

  it('whoever goes on after hundreds of refusals is closed with 1008', async () => {
    const socket = await openSocket(shop.daemon.url, newSession());
    const closed = new Promise((resolve) => socket.raw.once('close', resolve));
    for (let i = 0; i < 2_000; i += 1) socket.send({ type: 'dance' });
    expect(await closed).toBe(1008);
  });

  it('a message larger than its type needs is refused, and the connection lives on', async () => {
    const socket = await openSocket(shop.daemon.url, newSession());
    socket.send({ type: 'stay', more: 'x'.repeat(10_000) });
    expect(await socket.next('error')).toMatchObject({ code: 'payload_too_large', detail: 'stay' });
    socket.send({ type: 'ping' });
    await socket.next('pong');
  });
});
