/** Who may call what: each route and each message of the tables, tried as everybody who may not and who may. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { sessionOfSecret } from '../../src/daemon/access/session-secret.js';
import { callersByRoute, describeAccess } from '../../src/protocol/describe/index.js';
import { INBOUND_TYPES, MAY_HEAR, MAY_SEND, type SocketRole } from '../../src/protocol/index.js';
import { setOwnerPassword } from '../../src/shop/index.js';
import { openSqliteStore } from '../../src/store/index.js';
import { addDevices, bearer, PROXIED, removeDevice } from '../support/access.js';
import { get, type Json, openSocket, post, type TestSocket } from '../support/client.js';
import { newSession, PHONE, PIN, sharedDaemon, until } from '../support/daemon.js';
import { temporaryFolder } from '../support/folder.js';
import { cookieOf, PASSWORD } from '../support/owner.js';
import { jpegOf } from '../support/pictures.js';
import { routesOf } from '../support/routes.js';
import { enrolSecondMember, SECOND_MEMBER, show } from '../support/shopper.js';

type Headers = Record<string, string>;

let tokens: Readonly<Record<string, string>>;
const shop = sharedDaemon(async (atEnd) => {
  const data = join(temporaryFolder(atEnd), 'data');
  tokens = await addDevices(data, {
    'kiosk-1': 'kiosk',
    'kiosk-2': 'kiosk',
    gone: 'kiosk',
    'edge-1': 'edge',
  });
  const store = openSqliteStore(data);
  await setOwnerPassword(store, PASSWORD);
  await store.close();
  return {
    data,
    // Limits are tested by themselves; everybody comes from one address here.
    args: [
      '--rate-limits',
      'off',
      '--behind-proxy',
      '--log-level',
      'debug',
      '--cors-origin',
      'https://partner.example',
    ],
  };
});

const table = callersByRoute();
let as: Readonly<Record<string, Headers>>;
/** The session on which the first member is signed in, and its secret. */
const secret = randomBytes(32).toString('base64url');
const session = sessionOfSecret(secret);
let kiosk: Headers;

beforeAll(async () => {
  const { url, data } = shop.daemon;
  await enrolSecondMember(shop.daemon);
  const signIn = async (path: string, body: Json) => ({
    Cookie: cookieOf(await post(url + path, body, PROXIED)),
  });
  kiosk = { ...PROXIED, ...bearer(tokens['kiosk-1']!) };
  as = {
    nobody: PROXIED,
    kiosk: { ...kiosk, 'X-Session-Secret': secret },
    'another kiosk': { ...PROXIED, ...bearer(tokens['kiosk-2']!) },
    edge: { ...PROXIED, ...bearer(tokens['edge-1']!), 'X-Session-Secret': secret },
    'a removed device': { ...PROXIED, ...bearer(tokens.gone!), 'X-Session-Secret': secret },
    member: { ...PROXIED, ...(await signIn('/api/me/sign-in', { phone: PHONE, pin: PIN })) },
    'another member': { ...PROXIED, ...(await signIn('/api/me/sign-in', SECOND_MEMBER)) },
    owner: { ...PROXIED, ...(await signIn('/api/admin/sign-in', { password: PASSWORD })) },
  };
  await removeDevice(data, 'gone');
  // The daemon looks once a second what the command line did.
  const isGone = async () =>
    (await get(`${shop.daemon.url}/api/kiosk`, as['a removed device'])).status === 401;
  await until(isGone);
  const login = { session_id: session, phone: PHONE, pin: PIN };
  expect((await post(`${url}/api/login`, login, as.kiosk)).status).toBe(200);
});

/** Codes by which a row turns callers away; anything else is an answer to a caller who may. */
const TURNED_AWAY = [
  ...['device_required', 'wrong_device_token', 'device_not_allowed', 'edge_not_trusted', 'tls_required'],
  ...[
    'wrong_session_secret',
    'not_signed_in',
    'owner_not_signed_in',
    'origin_refused',
    'setup_elsewhere',
    'forbidden',
  ],
];

/** Who may, by the row of the table. Nobody here sits at the shop's own computer. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  anybody: [
    'nobody',
    'kiosk',
    'another kiosk',
    'edge',
    'a removed device',
    'member',
    'another member',
    'owner',
  ],
  device: ['kiosk', 'another kiosk', 'edge'],
  kiosk: ['kiosk'],
  member: ['kiosk'],
  edge: ['edge'],
  owner: ['owner'],
  loopback: [],
};
const CALLERS = MAY.anybody!;

async function codeOf(method: string, path: string, headers: Headers, sessionId = session): Promise<string> {
  const isBodied = method !== 'GET' && method !== 'DELETE';
  const real = path.replace(/:(\w+)/g, 'none');
  const query =
    path.startsWith('/api/me') || path.includes('transactions/:member') ? `?session_id=${sessionId}` : '';
  const reply = await fetch(shop.daemon.url + real + (isBodied ? '' : query), {
    method,
    headers: { ...headers, ...(isBodied ? { 'Content-Type': 'application/json' } : {}) },
    ...(isBodied ? { body: JSON.stringify({ session_id: sessionId }) } : {}),
  });
  const text = await reply.text();
  return reply.ok ? 'ok' : JSON.parse(text).code;
}

/** Sign-outs last: they end what the others need. */
const routes = [...table].sort(([a], [b]) => Number(a.endsWith('sign-out')) - Number(b.endsWith('sign-out')));

describe('every route', () => {
  it('has a row, and every row a route', async () => {
    expect([...table.keys()].sort()).toEqual((await routesOf(shop.daemon)).toSorted());
  });

  it('and every message stand in the docs as they are (vitest -u writes them there)', async () => {
    const page = new URL('../../docs/access.md', import.meta.url);
    const [before, after] = ['<!-- table -->', '<!-- /table -->'];
    const text = readFileSync(page, 'utf8');
    const [head = '', rest = ''] = text.split(before);
    const made = `${head}${before}\n${describeAccess()}\n${after}${rest.split(after)[1]}`;
    await expect(made).toMatchFileSnapshot(fileURLToPath(page));
  });

  it.each(routes)('%s is for %s, and turns everybody else away', async (route, who) => {
    const [method = '', path = ''] = route.split(' ');
    const answers: Record<string, string> = {};
    for (const caller of CALLERS) {
      // What may be done must not be done to the others here.
      if (who === 'owner' && caller === 'owner' && route.endsWith('/password')) continue;
      answers[caller] = await codeOf(method, path, path.endsWith('sign-out') ? PROXIED : as[caller]!);
    }
    // A receipts' route answers to its own member only; `none` is nobody.
    const isAllowed = ([, code]: [string, string]) =>
      !TURNED_AWAY.includes(code) || (code === 'forbidden' && path.includes('transactions/:member'));
    const let_in = Object.entries(answers)
      .filter(isAllowed)
      .map(([caller]) => caller);
    expect(let_in, JSON.stringify(answers)).toEqual(MAY[who]!.filter((caller) => caller in answers));
  });

  it.each(routes)('%s is not there without TLS, nor for a page of another origin', async (route) => {
    const [method = '', path = ''] = route.split(' ');
    const all = { ...as.kiosk, Cookie: `${as.owner!.Cookie}; ${as.member!.Cookie}` };
    const isPlain = path === '/healthz' || path === '/readyz';
    const plain = await codeOf(method, path, { ...all, 'X-Forwarded-Proto': 'http' });
    expect(plain).toBe(isPlain ? 'ok' : 'tls_required');
    const unsaid = { ...all };
    delete (unsaid as Headers)['X-Forwarded-Proto'];
    expect(await codeOf(method, path, unsaid)).toBe(isPlain ? 'ok' : 'tls_required');
    expect(await codeOf(method, path, { ...all, Origin: 'https://elsewhere.example' })).toBe(
      'origin_refused',
    );
  });
});

describe('a member’s data', () => {
  it('is each member’s own, by cookie', async () => {
    const { url } = shop.daemon;
    const me = async (caller: string) => (await get(`${url}/api/me`, as[caller])).body.user?.phone;
    expect(await me('member')).toBe('0900***000');
    expect(await me('another member')).not.toBe('0900***000');
    expect(await me('another member')).toBeDefined();
    expect(await me('nobody')).toBeUndefined();
  });

  it('and a sale need the secret of the session that has one, and none where it has none', async () => {
    const { url } = shop.daemon;
    const id = (await get(`${url}/api/me?session_id=${session}`, as.kiosk)).status;
    expect(id).toBe(200);
    for (const wrong of [{}, { 'X-Session-Secret': `${secret}x` }, { 'X-Session-Secret': session }]) {
      const headers = { ...kiosk, ...wrong };
      const body = { session_id: session };
      for (const reply of [
        await post(`${url}/api/checkout`, body, headers),
        await post(`${url}/api/me/forget`, { ...body, what: 'all' }, headers),
        await get(`${url}/api/me?session_id=${session}`, headers),
        await get(`${url}/api/transactions/none?session_id=${session}`, headers),
      ])
        expect(reply).toMatchObject({ status: 403, body: { code: 'wrong_session_secret' } });
    }
    const body = { session_id: newSession(), phone: SECOND_MEMBER.phone, pin: SECOND_MEMBER.pin };
    expect((await post(`${url}/api/login`, body, kiosk)).status).toBe(200);
  });
});

describe('every message', () => {
  const open = (headers: Headers, id = session) => openSocket(shop.daemon.url, id, headers);
  const ROLES: readonly SocketRole[] = ['counter', 'camera', 'edge'];
  const sockets = async (): Promise<Readonly<Record<SocketRole, TestSocket>>> => ({
    counter: await open(as.kiosk!),
    camera: await open(kiosk),
    edge: await open(as.edge!),
  });
  const SENT: Readonly<Record<string, Json>> = {
    frame: { frame: '?' },
    facts: {
      captured_at: 1,
      facts: { model: '0'.repeat(64), ms: 1, width: 8, height: 8, detections: [], face: null },
    },
    cart_remove: { index: 99 },
    cart_set_quantity: { index: 99, quantity: 1 },
    preview: { on: false },
  };

  it('is taken from the roles of its row, and refused from the others', async () => {
    const open = await sockets();
    for (const type of INBOUND_TYPES) {
      if (type === 'sign_out') continue;
      for (const role of ROLES) {
        const socket = open[role];
        const before = socket.all('error').length;
        socket.send({ type, ...SENT[type] });
        // Two in turn, because a refusal may be said after the answer to what came in the same moment.
        for (let pings = 0; pings < 2; pings += 1) {
          const heard = socket.all('pong').length + (type === 'ping' && pings === 0 ? 1 : 0);
          socket.send({ type: 'ping' });
          await until(() => socket.all('pong').length > heard);
        }
        const codes = socket
          .all('error')
          .slice(before)
          .map(({ code }) => code);
        const isRefused = codes.some((code) => code === 'device_not_allowed' || code === 'edge_not_trusted');
        expect(isRefused, `${type} from ${role}: ${codes}`).toBe(!MAY_SEND[type].includes(role));
      }
    }
    for (const role of ['camera', 'edge'] as const) {
      const before = open[role].all('error').length;
      open[role].send({ type: 'sign_out' });
      await until(() => open[role].all('error').length > before);
      expect(open[role].all('error').at(-1)).toMatchObject({ code: 'device_not_allowed' });
    }
  });

  it('is told to the roles of its row, and nothing about people to cameras', async () => {
    const { counter, camera, edge } = await sockets();
    expect(await counter.next('session_state')).toMatchObject({ user: { phone: '0900***000' } });
    for (const socket of [camera, edge])
      expect(await socket.next('session_state')).toMatchObject({ user: null, cart: [], total: 0 });
    await show(edge, await jpegOf(64, 64, '#ffffff'), 5);
    await until(() => counter.all('cart_updated').at(-1)?.total === 150);
    const paid = await post(`${shop.daemon.url}/api/checkout`, { session_id: session }, as.kiosk);
    expect(paid.status).toBe(200);
    await counter.next('checkout_completed');
    for (const [role, socket] of [
      ['camera', camera],
      ['edge', edge],
    ] as const) {
      socket.send({ type: 'ping' });
      await socket.next('pong');
      const heard = [...new Set(socket.received.map(({ type }) => type))];
      expect(heard).toContain('product_detected');
      for (const type of heard) expect(MAY_HEAR[type as keyof typeof MAY_HEAR], type).toContain(role);
      expect(JSON.stringify(socket.received)).not.toContain('0900***000');
    }
  });

  it('needs a device, the right secret, TLS and our own origin', async () => {
    const { url } = shop.daemon;
    const refused = (headers: Headers, status: string, path?: string) =>
      expect(openSocket(url, session, headers, path)).rejects.toThrow(status);
    for (const caller of ['nobody', 'a removed device', 'member', 'owner']) await refused(as[caller]!, '401');
    await refused({ ...as.kiosk, 'X-Session-Secret': 'wrong' }, '403');
    await refused({ ...as.kiosk, 'X-Forwarded-Proto': 'http' }, '403');
    await refused({ ...as.kiosk, Origin: 'https://elsewhere.example' }, '403');
    await refused(as.kiosk!, '404', '/ws');
  });

  it('may come from a browser’s program that shows what it has as subprotocols, which are not said back', async () => {
    const { WebSocket } = await import('ws');
    const protocols = ['yolo1125', `yolo1125.device.${tokens['kiosk-1']}`, `yolo1125.secret.${secret}`];
    const raw = new WebSocket(`${shop.daemon.url.replace('http', 'ws')}/ws/${session}`, protocols, {
      headers: PROXIED,
    });
    const state = await new Promise<Json>((resolve, reject) => {
      raw.once('message', (data) => resolve(JSON.parse(String(data))));
      raw.once('error', reject);
    });
    expect(raw.protocol).toBe('yolo1125');
    expect(state.type).toBe('session_state');
    raw.terminate();
  });
});

describe('a kiosk’s browser', () => {
  const pair = (token: string, headers: Headers = PROXIED) =>
    post(`${shop.daemon.url}/api/device`, { token }, headers);

  it('gets a cookie for the token, which opens what a kiosk may, on our own pages only', async () => {
    const { url } = shop.daemon;
    expect((await pair('nonsense')).body.code).toBe('wrong_device_token');
    expect((await pair(tokens['edge-1']!)).body.code).toBe('device_not_allowed');
    expect((await pair(tokens['kiosk-2']!, { ...PROXIED, 'Sec-Fetch-Site': 'same-site' })).body.code).toBe(
      'origin_refused',
    );
    const paired = await pair(tokens['kiosk-2']!);
    expect(paired).toMatchObject({ status: 200, body: { success: true, name: 'kiosk-2' } });
    expect(paired.headers.get('set-cookie')?.toLowerCase()).toMatch(/httponly/);
    expect(paired.headers.get('set-cookie')?.toLowerCase()).toMatch(/samesite=strict/);
    expect(paired.headers.get('set-cookie')?.toLowerCase()).toMatch(/; secure/);
    const headers = { ...PROXIED, Cookie: cookieOf(paired) };
    expect((await get(`${url}/api/kiosk`, headers)).status).toBe(200);
    const partner = { ...headers, Origin: 'https://partner.example' };
    expect((await get(`${url}/api/kiosk`, partner)).body.code).toBe('device_required');
    const own = { ...headers, Origin: `https://${new URL(url).host}` };
    expect((await get(`${url}/api/kiosk`, own)).status).toBe(200);
  });

  it('is a device no more as soon as it is removed, and its sockets are closed', async () => {
    const { url, data } = shop.daemon;
    const { brief } = await addDevices(data, { brief: 'kiosk' });
    const headers = { ...PROXIED, Cookie: cookieOf(await pair(brief!)) };
    const socket = await openSocket(url, newSession(), headers);
    const closed = new Promise((resolve) => socket.raw.once('close', resolve));
    await removeDevice(data, 'brief');
    expect(await closed).toBe(1008);
    expect((await get(`${url}/api/kiosk`, headers)).body.code).toBe('device_required');
  });
});

it('the log has no token, secret or cookie', () => {
  const log = shop.daemon.log();
  for (const hidden of [...Object.values(tokens), secret, ...Object.values(as).map(({ Cookie }) => Cookie)])
    if (hidden !== undefined) expect(log).not.toContain(hidden.replace(/^.*=/, ''));
});
