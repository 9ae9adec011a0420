/** Sign-in by face at a real daemon: match, question, registration, and life without models. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { get, openSocket, post, type TestSocket } from '../support/client.js';
import { newSession, type RunningDaemon, startDaemon, until } from '../support/daemon.js';
import {
  isSignedIn,
  nameOf,
  phoneOf,
  play,
  playAndRegister,
  playUntil,
  prepareMembers,
  sharedFaceDaemon,
  startFaceDaemon,
  states,
} from '../support/faces.js';
import { temporaryFolder } from '../support/folder.js';
import { clipOf, stillsOf } from '../support/people.js';
import { jpegOf } from '../support/pictures.js';
import { show } from '../support/shopper.js';

const PIN = '2580';
let members: string;
let white: Buffer;
let empty: Buffer;
beforeAll(async () => {
  members = await prepareMembers(['p1', 'p2', 'p3'], PIN);
  white = await jpegOf(64, 64, '#ffffff');
  empty = await jpegOf(640, 480, '#606060');
}, 60_000);
const shop = sharedFaceDaemon(() => members, ['--liveness', 'off']);

/** Nobody before the camera for so long that the last one counts as gone. */
async function stepAway(socket: TestSocket): Promise<void> {
  await play(socket, Array(18).fill(empty));
}

async function register(daemon: RunningDaemon, fields: object) {
  return post(`${daemon.url}/api/register`, { session_id: 'counter-1', consent: true, ...fields });
}

async function signInsOf({ url }: RunningDaemon): Promise<number> {
  const metrics = (await get(`${url}/metrics`)).body as string;
  return Number(/yolo1125_sign_ins_total\{method="face"\} (\d+)/.exec(metrics)?.[1] ?? 0);
}

/** Signs in by face, takes something and pays. @returns the socket of the counter */
async function visitAndPay(): Promise<TestSocket> {
  const { daemon } = shop;
  const id = newSession();
  const socket = await openSocket(daemon.url, id);
  await playUntil(socket, clipOf('visit-p1'), isSignedIn(socket));
  await show(socket, white, 6);
  expect((await post(`${daemon.url}/api/checkout`, { session_id: id })).status).toBe(200);
  return socket;
}

describe('match', () => {
  it('signs members in at three counters, each as themselves, with masked phones, and counts the steps', async () => {
    const { daemon } = shop;
    const before = await signInsOf(daemon);
    const visit = async (person: string) => {
      const socket = await openSocket(daemon.url, newSession());
      await playUntil(socket, clipOf(`visit-${person}`), isSignedIn(socket));
      const phone = `0911***00${person.slice(1)}`;
      const user = { name: nameOf(person), phone };
      expect(await socket.next('face_detected')).toMatchObject({
        action: 'login',
        user,
        bbox: expect.any(Array),
      });
      expect(await socket.next('signed_in')).toMatchObject({ method: 'face', user });
      expect(JSON.stringify(socket.received)).not.toContain(phoneOf(person));
    };
    await Promise.all(['p1', 'p2', 'p3'].map(visit));
    expect(daemon.log()).not.toMatch(/會員|0911/);
    expect(await signInsOf(daemon)).toBe(before + 3);
  });

  it('looks at a stranger twice a second at most, and at every frame for products; prompts once to register, signs nobody in', async () => {
    const socket = await openSocket(shop.daemon.url, newSession());
    const started = performance.now();
    for (let i = 0; i < 3; i += 1) await play(socket, clipOf('visit-p4'));
    const seconds = (performance.now() - started) / 1000;
    expect(states(socket).length).toBeLessThanOrEqual(2 * seconds + 1);
    const answered = () => socket.all('detections').length + socket.all('frame_dropped').length;
    await until(() => answered() >= 60);
    expect(answered()).toBe(60);
    expect(socket.all('face_detected')).toMatchObject([{ user: null, action: 'register_prompt' }]);
    expect(socket.all('signed_in')).toEqual([]);
  });

  it('leaves the one who just paid signed out until they step away', async () => {
    const socket = await visitAndPay();
    await playUntil(socket, clipOf('visit-p1'), () => states(socket).includes('recognised'));
    expect(states(socket)).toContain('recognised');
    await play(socket, clipOf('visit-p1'));
    expect(socket.all('signed_in')).toHaveLength(1);
    await stepAway(socket);
    await playUntil(socket, clipOf('visit-p1'), () => socket.all('signed_in').length > 1);
    expect(socket.all('signed_in')).toHaveLength(2);
  });

  it('knows the one who walked off right after paying when they come back', async () => {
    const socket = await visitAndPay();
    await stepAway(socket);
    await playUntil(socket, clipOf('visit-p1'), () => socket.all('signed_in').length > 1);
    expect(socket.all('signed_in')).toHaveLength(2);
  });
});

describe('a weak match', () => {
  const WEAK = ['--liveness', 'off', '--face-accept', '0.999'];

  it('is asked with a masked name, and signs in by the PIN only', async () => {
    const daemon = await startFaceDaemon(members, WEAK);
    const socket = await openSocket(daemon.url, 'counter-1');
    const url = `${daemon.url}/api/identity`;
    expect(await post(url, { session_id: 'counter-1', yes: true })).toMatchObject({
      status: 409,
      body: { code: 'nothing_asked' },
    });
    await playUntil(socket, clipOf('visit-p1'), () => socket.all('identity_question').length > 0);
    expect(await socket.next('identity_question')).toMatchObject({
      question: { name: expect.stringMatching(/^會○+/), needs_pin: true },
    });
    const wrong = await post(url, { session_id: 'counter-1', yes: true, pin: '0000' });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong_phone_or_pin' } });
    const right = await post(url, { session_id: 'counter-1', yes: true, pin: PIN });
    expect(right).toMatchObject({ status: 200, body: { user: { name: nameOf('p1') } } });
    expect(await socket.next('signed_in')).toMatchObject({ method: 'pin' });
  });

  it('is a stranger after a no', async () => {
    const daemon = await startFaceDaemon(members, [...WEAK, '--weak-match', 'ask']);
    const socket = await openSocket(daemon.url, 'counter-1');
    await playUntil(socket, clipOf('visit-p1'), () => socket.all('identity_question').length > 0);
    expect((await socket.next('identity_question')).question.needs_pin).toBe(false);
    const answer = await post(`${daemon.url}/api/identity`, { session_id: 'counter-1', yes: false });
    expect(answer).toMatchObject({ status: 200, body: { success: true, user: null } });
    expect(await socket.next('identity_question')).toMatchObject({ question: null });
    await playUntil(socket, clipOf('visit-p1'), () => socket.all('face_detected').length > 0);
    expect(await socket.next('face_detected')).toMatchObject({ user: null, action: 'register_prompt' });
  });

  it('needs a living person after a plain yes', async () => {
    const daemon = await startFaceDaemon(members, ['--face-accept', '0.999', '--weak-match', 'ask']);
    const socket = await openSocket(daemon.url, 'counter-1');
    await playUntil(socket, clipOf('attack-paper-p1'), () => socket.all('identity_question').length > 0);
    const answer = await post(`${daemon.url}/api/identity`, { session_id: 'counter-1', yes: true });
    expect(answer.body).toMatchObject({ success: true, user: null });
    expect(await socket.next('liveness_challenge')).toMatchObject({ challenge: { reason: 'unsure' } });
  });
});

describe('registration', () => {
  it('makes a member of the face in front, who is recognised from then on', async () => {
    const daemon = await startFaceDaemon(members, ['--liveness', 'off']);
    const socket = await openSocket(daemon.url, 'counter-1');
    const fields = { name: '會員四', phone: '0922333444', pin: '1357' };
    expect(await register(daemon, fields)).toMatchObject({ status: 409, body: { code: 'no_face' } });
    await playUntil(socket, clipOf('visit-p4'), () => socket.all('face_detected').length > 0);
    const unconsented = await register(daemon, { ...fields, consent: false });
    expect(unconsented).toMatchObject({ status: 400, body: { code: 'bad_request' } });
    const taken = await register(daemon, { ...fields, phone: phoneOf('p1') });
    expect(taken).toMatchObject({ status: 409, body: { code: 'phone_taken' } });
    expect(await register(daemon, fields)).toMatchObject({
      status: 200,
      body: { user: { name: '會員四', phone: '0922***444' } },
    });
    expect(await socket.next('signed_in')).toMatchObject({ method: 'face' });

    const again = await openSocket(daemon.url, 'counter-2');
    await playUntil(again, clipOf('visit-p4'), isSignedIn(again));
    expect(await again.next('signed_in')).toMatchObject({ user: { name: '會員四' } });
    const login = { session_id: 'counter-3', phone: fields.phone, pin: fields.pin };
    expect((await post(`${daemon.url}/api/login`, login)).status).toBe(200);
  });

  it('does not give the face of one stranger the name of the next', async () => {
    const { daemon } = shop;
    const id = newSession();
    const socket = await openSocket(daemon.url, id);
    await playUntil(socket, clipOf('visit-p4'), () => socket.all('face_detected').length > 0);
    // Another stranger steps in and types at once: two looks at that face are not enough to register it.
    await play(socket, stillsOf('p6').slice(0, 4));
    const refused = await register(daemon, { session_id: id, name: '會員六', phone: '0922333666' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'no_face' } });
  });

  it('refuses a face that is a member already', async () => {
    const daemon = await startFaceDaemon(members, [
      '--liveness',
      'off',
      '--face-accept',
      '0.999',
      '--weak-match',
      'off',
    ]);
    const socket = await openSocket(daemon.url, 'counter-1');
    const asMember = () => register(daemon, { name: '會員九', phone: '0922333999' });
    expect(await playAndRegister(socket, clipOf('visit-p1'), asMember)).toMatchObject({
      status: 409,
      body: { code: 'face_taken' },
    });
  });

  it('adds the face of a member who signed in by PIN', async () => {
    const daemon = await startFaceDaemon(null, ['--liveness', 'off']);
    const socket = await openSocket(daemon.url, 'counter-1');
    const login = { session_id: 'counter-1', phone: '0900000000', pin: '1125' };
    expect((await post(`${daemon.url}/api/login`, login)).status).toBe(200);
    const addFace = () => register(daemon, { name: '示範會員', phone: '0900000000' });
    expect((await playAndRegister(socket, clipOf('visit-p4'), addFace)).status).toBe(200);
    const again = await openSocket(daemon.url, 'counter-2');
    await playUntil(again, clipOf('visit-p4'), isSignedIn(again));
    expect(await again.next('signed_in')).toMatchObject({ method: 'face', user: { name: '示範會員' } });
  });
});

describe('idle', () => {
  it('warns before the sign-out, and stays on request', async () => {
    const daemon = await startDaemon({ args: ['--idle-seconds', '4'] });
    const socket = await openSocket(daemon.url, 'counter-1');
    const login = { session_id: 'counter-1', phone: '0900000000', pin: '1125' };
    await post(`${daemon.url}/api/login`, login);
    const warning = await socket.next('idle_warning');
    expect(warning.seconds_left).toBeGreaterThan(0);
    socket.send({ type: 'stay' });
    await socket.next('idle_warning');
    expect(socket.all('signed_out')).toEqual([]);
    expect(await socket.next('signed_out')).toMatchObject({ reason: 'idle' });
  });
});

describe('without the registry', () => {
  it('the shop works, and says what is missing and what to do', async () => {
    const models = join(temporaryFolder(), 'models');
    const env = {
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_cache: temporaryFolder(),
      // It tries twice, and would wait ten seconds between.
      npm_config_fetch_retry_mintimeout: '200',
    };
    const daemon = await startDaemon({ args: ['--faces', 'on', '--face-models', models], env });
    const login = { session_id: 'counter-1', phone: '0900000000', pin: '1125' };
    expect((await post(`${daemon.url}/api/login`, login)).status).toBe(200);
    const facesOf = async () => (await get(`${daemon.url}/api/kiosk`)).body.faces;
    expect(await facesOf()).toMatchObject({ state: 'preparing' });
    await until(async () => (await facesOf()).state === 'unavailable', 50_000);
    expect((await facesOf()).reason).toMatchObject({ en: expect.stringContaining('models prepare') });
    const refused = await register(daemon, { name: '會員九', phone: '0922333999' });
    expect(refused).toMatchObject({ status: 503, body: { code: 'faces_unavailable' } });
    expect(await daemon.stop()).toBe(0);
  }, 90_000);
});
