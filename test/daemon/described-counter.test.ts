/** What a real daemon replies and says at the counter is what its published descriptions say. */
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { encodeFrame } from '../../src/protocol/index.js';
import { openSocket, type Reply, type TestSocket } from '../support/client.js';
import { PHONE, PIN, type RunningDaemon, startDaemon, until } from '../support/daemon.js';
import {
  askerOf,
  type Described,
  PRIVATE_TAGS,
  readDescriptions,
  unseenMessages,
  unseenOperations,
} from '../support/described.js';
import { playAndRegister, playUntil, prepareMembers, startFaceDaemon } from '../support/faces.js';
import { temporaryFolder } from '../support/folder.js';
import { writeCounterModel } from '../support/package-models.js';
import { clipOf } from '../support/people.js';
import { jpegOf } from '../support/pictures.js';
import { enrolSecondMember, SECOND_MEMBER, show } from '../support/shopper.js';
import { openTray, TRAY_DAEMON } from '../support/tray.js';

const session = { session_id: 'counter-1' };
const login = { ...session, phone: PHONE, pin: PIN };
const password = 'long enough 1125';
const token = 'a-token-that-nobody-guesses';
const bearer = (shown: string) => ({ headers: { Authorization: `Bearer ${shown}` } });
const elsewhere = { Origin: 'https://elsewhere.example' };

let white: Buffer;
/** Read from the first daemon; the others publish the same. */
let described: Described;
beforeAll(async () => {
  white = await jpegOf(64, 64, '#ffffff');
});

async function describedBy({ url }: RunningDaemon) {
  described ??= await readDescriptions(url);
  const open = (sessionId: string, headers = {}) => openSocket(url, sessionId, headers);
  return { ask: askerOf(described, url), open };
}

/** The cookie of an owner who was just set up. */
async function setUpOwner({ post }: ReturnType<typeof askerOf>): Promise<{ Cookie: string }> {
  const { headers } = await post('/api/admin/setup', { body: { password } });
  return { Cookie: headers.get('set-cookie')?.split(';')[0] ?? '' };
}

it('in a shop without faces', async () => {
  const daemon = await startDaemon({
    args: ['--idle-seconds', '16'],
    env: { YOLO1125_EDGE_TOKEN: token },
  });
  await enrolSecondMember(daemon);
  const { ask, open } = await describedBy(daemon);
  const left = await open('left-alone');
  await ask.post('/api/login', { body: { session_id: 'left-alone', ...SECOND_MEMBER } });

  const owner = { ...(await setUpOwner(ask)), 'Content-Type': 'image/jpeg' };
  await ask.put('/api/admin/products/yuancui-tea/picture', { body: white, headers: owner });
  const { body: catalogue } = await ask.get('/api/products');
  expect((await ask.get(catalogue.products[0].picture)).status).toBe(200);
  const { body: kiosk } = await ask.get('/api/kiosk');
  await ask.get(`/samples/${kiosk.demo.clips[0].name}/frames/000000.jpg`);
  for (const path of ['/healthz', '/readyz', '/metrics', '/api/asyncapi.json']) await ask.get(path);
  const { headers } = await ask.get('/api/openapi.json');
  const known = { 'If-None-Match': headers.get('etag') ?? '', 'Cache-Control': 'max-age=0' };
  expect((await ask.get('/api/openapi.json', { headers: known })).status).toBe(304);

  const { body: added } = await ask.post('/api/admin/devices', {
    body: { name: 'kiosk-1', kind: 'kiosk' },
    headers: { ...owner, 'Content-Type': 'application/json' },
  });
  expect((await ask.post('/api/device', { body: { token: added.token } })).status).toBe(200);

  const socket = await open('counter-1');
  const { body: welcome } = await ask.post('/api/login', { body: login });
  await show(socket, white, 5);
  described.say(socket, { type: 'cart_set_quantity', index: 0, quantity: 3, product_id: 'yuancui-tea' });
  await until(() => socket.all('cart_updated').at(-1)?.total === 450);
  described.say(socket, { type: 'cart_remove', index: 7 });
  await socket.next('error');
  const sale = { body: { ...session, expected_total: 450 }, headers: { 'Idempotency-Key': 'a' } };
  expect((await ask.post('/api/checkout', sale)).status).toBe(200);
  await ask.post('/api/login', { body: login });
  const receipts = await ask.get(`/api/transactions/${welcome.user.id}?session_id=counter-1`);
  expect(receipts.body.transactions).toHaveLength(1);
  described.say(socket, { type: 'sign_out' });
  await until(() => socket.all('signed_out').length === 2);

  const late = await open('counter-1');
  described.say(late, { type: 'preview', on: true });
  described.say(late, { type: 'ping' });
  await late.next('pong');
  described.say(socket, Buffer.from(encodeFrame({ seq: 9, timestamp: Date.now(), jpeg: white })));
  described.say(late, { type: 'frame', frame: white.toString('base64'), seq: 1 });
  await late.next('frame_dropped');
  await until(() => late.pictures.length === 1);

  const edge = await open('counter-2', bearer(token).headers);
  const { body: terms } = await ask.get('/api/edge', bearer(token));
  const facts = { model: terms.model, ms: 5, width: 64, height: 64, detections: [], face: null };
  described.say(edge, { type: 'facts', captured_at: Date.now(), seq: 1, facts });
  await edge.next('detections');
  await left.next('idle_warning');
  described.say(left, { type: 'stay' });
  for (const one of [socket, late, edge, left]) described.heard(one);
});

it('in a shop with a tray', async () => {
  const model = join(temporaryFolder(), 'packages.onnx');
  writeCounterModel(model, 'package');
  const daemon = await startDaemon({ ...TRAY_DAEMON, model });
  const { ask } = await describedBy(daemon);
  const tray = await openTray(daemon, 'counter-1');
  await ask.post('/api/login', { body: login });
  await tray.lay(0);
  await tray.lay();
  expect(tray.all('product_removed')).toHaveLength(1);
  // What is a package and no more is none of the products.
  await tray.lay(2);
  expect(tray.all('product_unknown')).toHaveLength(1);
  described.heard(tray);
});

it('when it refuses', async () => {
  const daemon = await startDaemon({ env: { YOLO1125_EDGE_TOKEN: token } });
  await enrolSecondMember(daemon);
  const { ask, open } = await describedBy(daemon);
  const codes: string[] = [];
  const refused = async (reply: Promise<Reply>) => codes.push((await reply).body.code);
  const post = (path: string, body: unknown, headers = {}) => refused(ask.post(path, { body, headers }));
  const get = (path: string, init = {}) => refused(ask.get(path, init));

  for (const path of ['/api/login', '/api/register', '/api/identity', '/api/checkout']) {
    await post(path, '{"session_id":');
    await post(path, {});
    await post(path, { session_id: 'x'.repeat(100_000) });
    await post(path, {}, elsewhere);
  }
  await get('/api/products', { headers: elsewhere });
  await get('/pictures/none');
  await get('/samples/none/frames/000000.jpg');
  await get('/api/edge');
  await get('/api/edge', bearer('another'));
  await get('/api/transactions/m1?session_id=a%20b');
  await get('/api/transactions/m1?session_id=counter-1');
  await post('/api/identity', { ...session, yes: true });
  await post('/api/register', { ...session, name: '會員九', phone: '0922333999', consent: true });
  await post('/api/checkout', session);
  await ask.post('/api/login', { body: login });
  await post('/api/checkout', session);
  await post('/api/login', { ...session, ...SECOND_MEMBER });
  await get('/api/transactions/m1?session_id=counter-1');

  const socket = await open('counter-1');
  await show(socket, white, 4);
  await post('/api/checkout', { ...session, expected_total: 1 });
  await post('/api/checkout', session, { 'Idempotency-Key': 'a b' });
  const headers = await setUpOwner(ask);
  await ask.patch('/api/admin/products/yuancui-tea', { body: { stock: 0 }, headers });
  await post('/api/checkout', session);
  await ask.patch('/api/admin/products/yuancui-tea', { body: { active: false }, headers });
  await post('/api/checkout', session);
  for (let i = 0; i < 6; i += 1) await post('/api/login', { ...login, pin: '9999' });
  expect([...new Set(codes)].sort()).toEqual([
    ...['bad_json', 'bad_request', 'cart_empty', 'edge_not_trusted', 'faces_unavailable', 'forbidden'],
    ...['not_found', 'not_signed_in', 'nothing_asked', 'origin_refused', 'out_of_stock', 'payload_too_large'],
    ...['price_changed', 'product_unavailable', 'session_busy', 'too_many_attempts', 'wrong_device_token'],
    'wrong_phone_or_pin',
  ]);

  const wrong = ['{"type":', '{"type":"dance"}', '{"type":"frame"}', '{"type":"frame","frame":"?"}'];
  for (const text of [...wrong, Buffer.from('YG nonsense, long enough')]) socket.send(text);
  await until(() => socket.all('error').length === wrong.length + 1);
  described.heard(socket);
});

it('in a shop with faces', async () => {
  const args = ['--liveness', 'active', '--weak-match', 'ask', '--face-accept', '0.999'];
  const { ask, open } = await describedBy(await startFaceDaemon(await prepareMembers(['p2']), args));
  expect((await ask.get('/api/kiosk')).body.faces.state).toBe('ready');
  const said = (socket: TestSocket, type: string) => () => socket.all(type).length > 0;

  const member = await open('counter-1');
  await playUntil(member, clipOf('visit-p2'), said(member, 'identity_question'));
  const yes = await ask.post('/api/identity', { body: { ...session, yes: true } });
  expect(yes.body).toMatchObject({ success: true, user: null });
  await member.next('liveness_challenge');

  const stranger = await open('counter-2');
  await playUntil(stranger, clipOf('turn-left-p1'), said(stranger, 'face_detected'));
  const fields = { session_id: 'counter-2', name: '會員一', phone: '0922333444', consent: true };
  const register = () => ask.post('/api/register', { body: fields });
  expect((await playAndRegister(stranger, clipOf('turn-left-p1'), register)).status).toBe(200);
  await stranger.next('signed_in');
  for (const one of [member, stranger]) described.heard(one);
});

it('and nothing that is described was left out', () => {
  expect(unseenOperations(described, (tag) => !PRIVATE_TAGS.includes(tag))).toEqual([]);
  expect(unseenMessages(described)).toEqual([]);
});
