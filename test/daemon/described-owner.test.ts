/** What a real daemon replies to its owner and to members is what its published description says. */
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { type Json, openSocket, type Reply } from '../support/client.js';
import { PHONE, PIN, startDaemon } from '../support/daemon.js';
import {
  type Ask,
  askerOf,
  type Described,
  PRIVATE_TAGS,
  readDescriptions,
  unseenOperations,
} from '../support/described.js';
import { temporaryFolder } from '../support/folder.js';
import { writeLampModel } from '../support/lamp-model.js';
import { addModels, chooseModel } from '../support/library.js';
import { packagePicture, writeColourEmbedder } from '../support/package-models.js';
import { jpegOf } from '../support/pictures.js';
import { enrolSecondMember, SECOND_MEMBER, show } from '../support/shopper.js';

const password = 'long enough 1125';
const another = 'another one, as long';
const cookieOf = ({ headers }: Reply) => ({ Cookie: headers.get('set-cookie')?.split(';')[0] ?? '' });

let white: Buffer;
let described: Described;
beforeAll(async () => {
  white = await jpegOf(64, 64, '#ffffff');
});

/** A shop that sold once, to a member whose session goes on. */
async function shopWithSale() {
  const folder = temporaryFolder();
  const data = join(folder, 'data');
  const files = ['first', 'second'].map((name) => join(folder, `${name}.onnx`));
  for (const file of files) writeLampModel(file);
  await addModels(data, files);
  await chooseModel(data, 'first');
  const embedder = join(folder, 'colours.onnx');
  writeColourEmbedder(embedder);
  const daemon = await startDaemon({ data, model: null, args: ['--package-embedder', embedder] });
  await enrolSecondMember(daemon);
  described ??= await readDescriptions(daemon.url);
  const ask = askerOf(described, daemon.url);
  const socket = await openSocket(daemon.url, 'counter-1');
  const session = { session_id: 'counter-1' };
  const login = { body: { ...session, phone: PHONE, pin: PIN } };
  const { body: welcome } = await ask.post('/api/login', login);
  await show(socket, white, 5);
  const { body: sale } = await ask.post('/api/checkout', { body: session });
  await ask.post('/api/login', login);
  return { ask, url: daemon.url, memberId: welcome.user.id as string, sale };
}

it('the owner', async () => {
  const { ask, url, memberId, sale } = await shopWithSale();
  const codes: string[] = [];
  const refused = async (reply: Promise<Reply>) => codes.push((await reply).body.code);

  await ask.get('/api/admin/owner');
  await refused(ask.post('/api/admin/sign-in', { body: { password } }));
  await refused(ask.post('/api/admin/setup', { body: { password: 'short' } }));
  const far = { 'X-Forwarded-For': '192.0.2.1' };
  await refused(ask.post('/api/admin/setup', { body: { password }, headers: far }));
  await ask.post('/api/admin/setup', { body: { password } });
  await refused(ask.post('/api/admin/setup', { body: { password } }));
  const first = cookieOf(await ask.post('/api/admin/sign-in', { body: { password } }));
  const change = (current: string) => ({ body: { current, password: another }, headers: first });
  await refused(ask.post('/api/admin/password', change('not this one')));
  const headers = cookieOf(await ask.post('/api/admin/password', change(password)));
  const by = (init: Ask = {}): Ask => ({ ...init, headers: { ...headers, ...init.headers } });

  for (const path of ['today', 'members', 'system', 'log', 'audit', 'backup', 'transactions.csv'])
    expect((await ask.get(`/api/admin/${path}`, by())).status).toBe(200);

  await ask.get('/api/admin/models', by());
  await refused(ask.post('/api/admin/models/roll-back', by()));
  await refused(ask.post('/api/admin/models/use', by({ body: { name: 'none' } })));
  const { body: used } = await ask.post('/api/admin/models/use', by({ body: { name: 'second' } }));
  expect(used).toMatchObject({ previous: 'first', pinned: null, failed: null });
  const { body: back } = await ask.post('/api/admin/models/roll-back', by());
  expect(back.models.find(({ in_use }: Json) => in_use).name).toBe('first');

  const device = { name: 'kiosk-1', kind: 'kiosk' };
  expect((await ask.post('/api/admin/devices', by({ body: device }))).body.device).toMatchObject(device);
  await refused(ask.post('/api/admin/devices', by({ body: device })));
  expect((await ask.get('/api/admin/devices', by())).body.devices).toHaveLength(1);
  await ask.delete('/api/admin/devices/kiosk-1', by());
  await refused(ask.delete('/api/admin/devices/kiosk-1', by()));

  const { body: catalogue } = await ask.get('/api/admin/products', by());
  const [{ id, name, price }] = catalogue.products;
  const added = await ask.post('/api/admin/products', by({ body: { id: 'new', name, price } }));
  expect(added.body.product.stock).toBeNull();
  await refused(ask.post('/api/admin/products', by({ body: { id: 'new', name, price } })));
  await refused(ask.post('/api/admin/products', by({ body: { id: 'a b', name, price } })));
  await ask.patch(`/api/admin/products/${id}`, by({ body: { price: 160, stock_change: 5 } }));
  await refused(ask.patch(`/api/admin/products/${id}`, by({ body: {} })));
  await refused(ask.patch('/api/admin/products/none', by({ body: { price } })));
  const picture = (body: Buffer, type = 'image/jpeg') => by({ body, headers: { 'Content-Type': type } });
  await ask.put(`/api/admin/products/${id}/picture`, picture(white));
  await refused(ask.put(`/api/admin/products/${id}/picture`, picture(white, 'image/gif')));
  await refused(ask.put(`/api/admin/products/${id}/picture`, picture(Buffer.from('no picture'))));
  await refused(ask.put('/api/admin/products/none/picture', picture(white)));
  await ask.delete(`/api/admin/products/${id}/picture`, by());
  await refused(ask.delete('/api/admin/products/none/picture', by()));

  const learned = `/api/admin/products/${id}/learned`;
  // The model of this test finds no packages.
  const red = picture(await packagePicture('#e01010', '#101010'));
  expect((await ask.post(learned, red)).body).toMatchObject({ outcome: 'nothing_found' });
  await refused(ask.post(`${learned}?middle=perhaps`, red));
  const { body: taught } = await ask.post(`${learned}?middle=yes`, red);
  expect(taught).toMatchObject({ outcome: 'learned', product: { learned_pictures: 1 } });
  expect((await ask.get(learned, by())).body.pictures).toHaveLength(1);
  await ask.get(`${learned}/0`, by());
  await refused(ask.get(`${learned}/1`, by()));
  await refused(ask.get('/api/admin/products/none/learned', by()));
  await refused(ask.post('/api/admin/products/none/learned', picture(white)));
  await ask.delete(learned, by());

  const { transaction_id: number } = sale;
  const list = await ask.get('/api/admin/transactions?limit=1&status=sold', by());
  expect(list.body.transactions).toHaveLength(1);
  await refused(ask.get('/api/admin/transactions?from=yesterday', by()));
  await refused(ask.get('/api/admin/transactions.csv?from=yesterday', by()));
  const { body: one } = await ask.get(`/api/admin/transactions/${number}`, by());
  await refused(ask.get('/api/admin/transactions/none', by()));
  const day = list.body.transactions[0].created_at.slice(0, 10);
  await ask.get(`/api/admin/reports?from=${day}&to=${day}`, by());
  await refused(ask.get(`/api/admin/reports?from=${day}&to=2000-01-01`, by()));
  const reason = { body: { reason: 'wrong product' } };
  await ask.post(`/api/admin/transactions/${number}/void`, by(reason));
  await refused(ask.post(`/api/admin/transactions/${number}/void`, by(reason)));
  await refused(ask.post('/api/admin/transactions/none/void', by(reason)));
  await ask.get('/api/admin/transactions?status=voided', by());
  expect(
    (await ask.get(`/api/receipts/${one.transaction.receipt_key}`)).body.receipt.voided_at,
  ).not.toBeNull();
  await refused(ask.get('/api/receipts/none'));

  const member = `/api/admin/members/${memberId}`;
  expect((await ask.get(member, by())).body.transactions).toHaveLength(1);
  await ask.patch(member, by({ body: { pin: '2468' } }));
  await refused(ask.patch(member, by({ body: { phone: SECOND_MEMBER.phone } })));
  await ask.get(`${member}/export`, by());
  await ask.delete(`${member}/face`, by());
  await ask.delete(member, by());
  for (const gone of [ask.get(member, by()), ask.get(`${member}/export`, by()), ask.delete(member, by())])
    await refused(gone);
  expect((await ask.get('/api/admin/transactions', by())).body.transactions[0].member).toBeNull();

  for (let i = 0; i < 6; i += 1) await refused(ask.post('/api/admin/sign-in', { body: { password } }));
  await ask.post('/api/admin/sign-out', by());
  await refuseStrangers(url);
  expect([...new Set(codes)].sort()).toEqual([
    ...[
      'already_voided',
      'bad_picture',
      'bad_request',
      'device_exists',
      'device_unknown',
      'member_unknown',
      'model_unknown',
      'not_found',
    ],
    ...['nothing_to_roll_back', 'owner_exists', 'phone_taken', 'product_exists', 'product_unknown'],
    ...['receipt_unknown', 'setup_elsewhere', 'too_many_attempts'],
    ...['transaction_unknown', 'wrong_password'],
  ]);
});

/** Everything that is described as the owner's is refused to others, in the described words. */
async function refuseStrangers(url: string): Promise<void> {
  for (const [path, methods] of Object.entries<Json>(described.openapi.paths)) {
    for (const [method, { security }] of Object.entries<Json>(methods)) {
      if (!security.some((way: object) => 'owner' in way)) continue;
      const reply = await described.ask(url, method, path.replaceAll(/[{}]/g, ''));
      expect([method, path, reply.status]).toEqual([method, path, 401]);
    }
  }
}

it('a member', async () => {
  const { ask } = await shopWithSale();
  const who = { phone: PHONE, pin: PIN };
  const codes: string[] = [];
  const refused = async (reply: Promise<Reply>) => codes.push((await reply).body.code);

  await refused(ask.get('/api/me'));
  await refused(ask.get('/api/me?session_id=a%20b'));
  expect((await ask.get('/api/me?session_id=counter-1')).body.purchases).toBe(1);
  await refused(ask.post('/api/me/sign-in', { body: { ...who, pin: '9999' } }));
  const signedIn = await ask.post('/api/me/sign-in', { body: who });
  const headers = cookieOf(signedIn);
  await ask.get('/api/me', { headers });
  const { receipt_key: key } = signedIn.body.transactions[0];
  expect((await ask.get(`/api/receipts/${key}`)).status).toBe(200);

  const forget = (body: object) => ask.post('/api/me/forget', { body, headers });
  await refused(forget({ what: 'nothing' }));
  await refused(forget({ what: 'face' }));
  await refused(forget({ what: 'face', pin: '9999' }));
  expect((await forget({ what: 'face', pin: PIN })).status).toBe(200);
  expect((await forget({ what: 'everything', pin: PIN })).status).toBe(200);
  await refused(ask.get('/api/me', { headers }));
  for (let i = 0; i < 6; i += 1)
    await refused(ask.post('/api/me/sign-in', { body: { ...SECOND_MEMBER, pin: '0000' } }));
  await ask.post('/api/me/sign-out', { headers });
  expect([...new Set(codes)].sort()).toEqual([
    ...['bad_request', 'not_signed_in', 'pin_required', 'too_many_attempts', 'wrong_phone_or_pin'],
  ]);
});

it('and nothing that is described was left out', () => {
  expect(unseenOperations(described, (tag) => PRIVATE_TAGS.includes(tag))).toEqual([]);
});
