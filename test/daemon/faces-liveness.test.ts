/** Proof of life, and who stands there: challenges, large totals, another person at a signed-in kiosk. */
import { beforeAll, describe, expect, it } from 'vitest';
import { openSocket, post, type TestSocket } from '../support/client.js';
import { newSession, type RunningDaemon, until } from '../support/daemon.js';
import {
  isSignedIn,
  membersWithout,
  nameOf,
  phoneOf,
  play,
  playAndRegister,
  playUntil,
  prepareMembers,
  sharedFaceDaemon,
  startFaceDaemon,
} from '../support/faces.js';
import { clipOf } from '../support/people.js';
import { jpegOf } from '../support/pictures.js';
import { show } from '../support/shopper.js';

const PIN = '2580';
let members: string;
let white: Buffer;
let empty: Buffer;
beforeAll(async () => {
  members = await prepareMembers(['p1', 'p2'], PIN);
  white = await jpegOf(64, 64, '#ffffff');
  empty = await jpegOf(640, 480, '#606060');
}, 60_000);

describe('registration', () => {
  const fields = { session_id: 'counter-1', name: '會員九', phone: '0922333999', consent: true };

  it('refuses a photo, and takes a head that turned', async () => {
    const daemon = await startFaceDaemon(await membersWithout(members, 'p1'));
    const socket = await openSocket(daemon.url, 'counter-1');
    await playUntil(socket, clipOf('attack-paper-p1'), () => socket.all('face_detected').length > 0);
    const photo = await post(`${daemon.url}/api/register`, fields);
    expect(photo).toMatchObject({ status: 409, body: { code: 'face_not_live' } });
    const register = () => post(`${daemon.url}/api/register`, fields);
    expect((await playAndRegister(socket, clipOf('turn-left-p1'), register)).status).toBe(200);
  });
});

// A busy machine looks too seldom at a head that turns, and the program then asks anew; so do these tests.
describe('challenge', { retry: 2 }, () => {
  /** Plays the head turn of p1 to a side, from its straight look on. */
  const turn = (side: string) => clipOf(`turn-${side}-p1`);

  /** For tests that nobody passes: whoever did would need no challenge in the next. */
  const strict = sharedFaceDaemon(() => members, ['--liveness', 'active']);

  async function challenged(daemon: RunningDaemon) {
    const id = newSession();
    const socket = await openSocket(daemon.url, id);
    const straight = turn('left').slice(0, 10);
    await playUntil(socket, straight, () => socket.all('liveness_challenge').length > 0);
    const { challenge } = await socket.next('liveness_challenge');
    return { id, socket, challenge };
  }
  const closed = (socket: TestSocket) =>
    socket.all('liveness_challenge').find(({ challenge }) => challenge === null);

  it('is passed by turning the head to the asked side', async () => {
    const { socket, challenge } = await challenged(await startFaceDaemon(members, ['--liveness', 'active']));
    expect(challenge).toMatchObject({ reason: 'first_today', side: expect.stringMatching(/left|right/) });
    await playUntil(socket, turn(challenge.side), () => closed(socket) !== undefined);
    expect(closed(socket)).toMatchObject({ passed: true });
    expect(await socket.next('signed_in')).toMatchObject({ method: 'face', user: { name: nameOf('p1') } });
  });

  it('is failed by turning to the other side', async () => {
    const { socket, challenge } = await challenged(strict.daemon);
    const other = challenge.side === 'left' ? 'right' : 'left';
    await playUntil(socket, turn(other), () => closed(socket) !== undefined);
    expect(closed(socket)).toMatchObject({ passed: false });
    expect(socket.all('signed_in')).toEqual([]);
  });

  it('is failed by another person', async () => {
    const { socket } = await challenged(strict.daemon);
    await playUntil(socket, clipOf('visit-p2').slice(6), () => closed(socket) !== undefined);
    expect(closed(socket)).toMatchObject({ passed: false });
    expect(socket.all('signed_in')).toEqual([]);
  });

  it('comes before a large total, and the sale goes through after it', async () => {
    const daemon = await startFaceDaemon(members, ['--liveness', 'active', '--large-total', '100']);
    const { id, socket, challenge } = await challenged(daemon);
    await playUntil(socket, turn(challenge.side), isSignedIn(socket));
    await socket.next('signed_in');
    await show(socket, white, 6);
    const checkout = () => post(`${daemon.url}/api/checkout`, { session_id: id });
    // The challenge of this sign-in counts for its sale.
    expect((await checkout()).status).toBe(200);
  });

  it('is asked for at the checkout of a member who was not challenged today', async () => {
    const daemon = await startFaceDaemon(members, ['--liveness', 'active', '--large-total', '100']);
    // Somebody who was here today already needs no challenge to sign in when the face moves.
    const login = { session_id: 'counter-2', phone: phoneOf('p1'), pin: PIN };
    expect((await post(`${daemon.url}/api/login`, login)).status).toBe(200);
    const socket = await openSocket(daemon.url, 'counter-1');
    await playUntil(socket, turn('left').slice(5), isSignedIn(socket));
    expect(socket.all('liveness_challenge')).toEqual([]);
    await show(socket, white, 6);
    const checkout = () => post(`${daemon.url}/api/checkout`, { session_id: 'counter-1' });
    expect(await checkout()).toMatchObject({ status: 403, body: { code: 'liveness_required' } });
    const { challenge } = await socket.next('liveness_challenge');
    expect(challenge.reason).toBe('large_total');
    await playUntil(socket, turn(challenge.side), () => closed(socket) !== undefined);
    expect(closed(socket)).toMatchObject({ passed: true });
    expect(await checkout()).toMatchObject({ status: 200, body: { total: 150 } });
  });
});

describe('guard', () => {
  const trusting = sharedFaceDaemon(() => members, ['--liveness', 'off']);

  it('holds the cart when another person stands there, and gives it back to its member alone', async () => {
    const { daemon } = trusting;
    const socket = await openSocket(daemon.url, newSession());
    await playUntil(socket, clipOf('visit-p1'), isSignedIn(socket));
    await show(socket, white, 6);
    expect(socket.all('cart_updated').at(-1)).toMatchObject({ total: 150 });

    await playUntil(socket, clipOf('visit-p2').slice(6), () => socket.all('signed_out').length > 0, 30);
    expect(await socket.next('signed_out')).toMatchObject({ reason: 'replaced' });
    await playUntil(socket, clipOf('visit-p2').slice(6), () => socket.all('signed_in').length > 1);
    expect(socket.all('signed_in').at(-1)).toMatchObject({ user: { name: nameOf('p2') } });
    expect(socket.all('cart_updated').at(-1)).toMatchObject({ cart: [], total: 0 });

    const other = await openSocket(daemon.url, newSession());
    await playUntil(other, clipOf('visit-p1'), isSignedIn(other));
    await until(() => other.all('cart_updated').length > 0);
    expect(other.all('cart_updated').at(-1)).toMatchObject({ total: 150, cart: [{ quantity: 1 }] });
  });

  it('keeps a member signed in who looks away, bends down or has somebody behind', async () => {
    const { daemon } = trusting;
    const socket = await openSocket(daemon.url, newSession());
    await playUntil(socket, clipOf('visit-p1'), isSignedIn(socket));
    await play(socket, clipOf('turn-left-p1'));
    await play(socket, Array(10).fill(empty));
    await play(socket, clipOf('bystander-p1-p5'));
    expect(socket.all('signed_out')).toEqual([]);
  });
});
