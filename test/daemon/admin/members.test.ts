/** The owner's members: looked at, corrected, handed out, erased; each change holds at the counter at once. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemberExport, MemberReply, MembersReply, SystemReply } from '../../../src/protocol/index.js';
import { enrol, type Store } from '../../../src/shop/index.js';
import { createFaceVault, loadMasterKey, openSqliteStore } from '../../../src/store/index.js';
import { openSocket, post } from '../../support/client.js';
import { PHONE, PIN, sharedDaemon } from '../../support/daemon.js';
import { type Owner, ownerWith, signInAsOwner } from '../../support/owner.js';
import { CONSENT } from '../../support/shop.js';
import { fillCart, sell } from '../../support/shopper.js';

const NAME = '會員甲';
const [FACE_PHONE, OTHER_PHONE, LOCKED_PHONE] = ['0912345678', '0922222222', '0933333333'];

const shop = sharedDaemon();
let owner: Owner;
let store: Store;
/** Ids by phone number. */
const ids: Record<string, string> = {};
beforeAll(async () => {
  const { data, url } = shop.daemon;
  owner = await signInAsOwner(url);
  store = openSqliteStore(data);
  const vault = createFaceVault(loadMasterKey({ file: join(data, 'master.key'), mayCreate: true }));
  const record = { templates: [Float32Array.of(0.5, -0.25)], photos: [] };
  const face = { vault, record, embedder: 'test', consent: CONSENT };
  await enrol(store, { name: NAME, phone: FACE_PHONE, face }, new Date());
  for (const phone of [OTHER_PHONE, LOCKED_PHONE])
    await enrol(store, { name: '會員乙', phone, pin: '2468' }, new Date());
  for (const { id, phone } of await store.listMembers()) ids[phone] = id;
});
afterAll(() => store.close());

const pathOf = (phone: string) => `members/${ids[phone]}`;
const look = (phone: string) => owner.get(pathOf(phone), MemberReply);
const change = (phone: string, body: object) => owner.send('PATCH', pathOf(phone), body);
const signIn = (phone: string, pin: string, session = 'tries-1') =>
  post(`${shop.daemon.url}/api/login`, { session_id: session, phone, pin });

async function signsIn(phone: string, pin: string): Promise<boolean> {
  const socket = await openSocket(shop.daemon.url, 'tries-1');
  const { status } = await signIn(phone, pin);
  if (status === 200) {
    socket.send({ type: 'sign_out' });
    await socket.next('signed_out');
  }
  return status === 200;
}

describe('looking', () => {
  it('the list masks phone numbers and says who has a face, a PIN and purchases', async () => {
    await sell(shop.daemon);
    const { members } = await owner.get('members', MembersReply);
    expect(members).toHaveLength(4);
    expect(members.find(({ id }) => id === ids[PHONE])).toMatchObject({
      ...{ phone: '0900***000', has_face: false, has_pin: true, purchases: 1, spent: 150 },
    });
    expect(members.find(({ id }) => id === ids[FACE_PHONE])).toMatchObject({
      ...{ name: NAME, phone: '0912***678', has_face: true, has_pin: false, purchases: 0, spent: 0 },
      last_visit_at: null,
    });
    for (const phone of Object.keys(ids)) expect(JSON.stringify(members)).not.toContain(phone);
    expect((await owner.get('system', SystemReply)).faces.members).toBe(1);
  });

  it('one member’s page has the whole number, the consent and the purchases', async () => {
    const { member, transactions } = await look(FACE_PHONE);
    expect(member).toMatchObject({
      phone: FACE_PHONE,
      consent: { version: CONSENT.version, at: CONSENT.at },
    });
    expect(transactions).toEqual([]);
    expect(await look(PHONE)).toMatchObject({
      member: { phone: PHONE, consent: null },
      transactions: [{ total: 150 }],
    });
    const unknown = await owner.send('GET', 'members/none');
    expect(unknown).toMatchObject({ status: 404, body: { code: 'member_unknown' } });
  });

  it('the export is a file with everything that is held, and neither PIN nor face', async () => {
    await fillCart(shop.daemon, 'export-1');
    await signIn(PHONE, '9999');
    const { body, headers, status } = await owner.send('GET', `${pathOf(PHONE)}/export`);
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="yolo1125-member-${ids[PHONE]}.json"`,
    );
    expect(MemberExport.strict().parse(body)).toMatchObject({
      member: { id: ids[PHONE], phone: PHONE, has_pin: true, pin_failures: 1 },
      face: null,
      transactions: [{ total: 150 }],
      open_carts: [{ total: 150 }],
    });
    const withFace = await owner.send('GET', `${pathOf(FACE_PHONE)}/export`);
    expect(Object.keys(withFace.body.face).sort()).toEqual([
      ...['consent_at', 'consent_text', 'consent_version', 'created_at', 'embedder'],
    ]);
    expect(JSON.stringify(body)).not.toContain('scrypt');
  });
});

describe('changing', () => {
  it('a phone number holds for the next sign-in, in whatever spelling it was given', async () => {
    const reply = await change(OTHER_PHONE, { phone: '+886 955-444-333' });
    expect(reply).toMatchObject({ status: 200, body: { member: { phone: '0955444333' } } });
    expect(await signsIn('0955444333', '2468')).toBe(true);
    expect(await signsIn(OTHER_PHONE, '2468')).toBe(false);
    await change(OTHER_PHONE, { phone: OTHER_PHONE });
    expect((await change(OTHER_PHONE, { phone: OTHER_PHONE })).status).toBe(200);
  });

  it('to another member’s number is refused, and changes nothing else of the request', async () => {
    const before = await look(OTHER_PHONE);
    const reply = await change(OTHER_PHONE, { name: '新名', phone: PHONE, pin: '1357' });
    expect(reply).toMatchObject({ status: 409, body: { code: 'phone_taken' } });
    expect(JSON.stringify(reply.body)).not.toContain(PHONE);
    expect(await signsIn(OTHER_PHONE, '1357')).toBe(false);
    expect(await signsIn(OTHER_PHONE, '2468')).toBe(true);
    expect((await look(OTHER_PHONE)).member).toEqual({
      ...before.member,
      last_visit_at: expect.any(String),
    });
  });

  it.each([
    ['a number that is none', { phone: '12ab' }],
    ['an empty name', { name: '   ' }],
    ['a PIN of letters', { pin: 'abcd' }],
    ['a PIN that is too short', { pin: '123' }],
    ['a PIN as a number', { pin: 1234 }],
    ['nothing', {}],
    ['what is not the owner’s to set', { created_at: '2026-01-01T00:00:00.000Z' }],
  ])('%s is refused', async (_, body) => {
    const before = await look(OTHER_PHONE);
    expect(await change(OTHER_PHONE, body)).toMatchObject({ status: 400, body: { code: 'bad_request' } });
    expect(await look(OTHER_PHONE)).toEqual(before);
  });

  it('a new PIN opens at once, the old one does not, and the lock of wrong guesses is gone', async () => {
    for (let i = 0; i < 5; i += 1) expect((await signIn(LOCKED_PHONE, '0000')).status).toBe(401);
    expect((await signIn(LOCKED_PHONE, '2468')).body.code).toBe('too_many_attempts');
    const reply = await change(LOCKED_PHONE, { pin: '975310' });
    expect(JSON.stringify(reply.body)).not.toContain('975310');
    expect(await signsIn(LOCKED_PHONE, '975310')).toBe(true);
    expect(await signsIn(LOCKED_PHONE, '2468')).toBe(false);
  });

  it('a PIN that is taken away opens nothing', async () => {
    expect(await change(LOCKED_PHONE, { pin: null })).toMatchObject({
      body: { member: { has_pin: false } },
    });
    expect((await signIn(LOCKED_PHONE, '975310')).status).toBe(401);
  });
});

describe('erasing', () => {
  it('a face takes its consent along and leaves the member; once more is no fault', async () => {
    for (const _ of [1, 2]) {
      const reply = await owner.send('DELETE', `${pathOf(FACE_PHONE)}/face`);
      expect(reply).toMatchObject({ status: 200, body: { member: { has_face: false, consent: null } } });
    }
    expect(await store.listFaces()).toEqual([]);
    expect((await owner.get('system', SystemReply)).faces.members).toBe(0);
  });

  it('a member who is at a counter is signed out there, is known no more, and the sales stay', async () => {
    const { url } = shop.daemon;
    const socket = await openSocket(url, 'erased-1');
    expect((await signIn(PHONE, PIN, 'erased-1')).status).toBe(200);
    const reply = await owner.send('DELETE', pathOf(PHONE));
    expect(reply).toMatchObject({ status: 200, body: { success: true } });
    expect((await socket.next('signed_out')).reason).toBe('forgotten');
    expect(socket.all('cart_updated').at(-1)).toMatchObject({ cart: [], total: 0 });
    const paid = await post(`${url}/api/checkout`, { session_id: 'erased-1' });
    expect(paid.body.code).toBe('not_signed_in');
    expect((await signIn(PHONE, PIN)).status).toBe(401);
    const again = ownerWith(url, owner.cookie);
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['DELETE', '/face'],
      ['GET', '/export'],
    ] as const)
      expect((await again.send(method, pathOf(PHONE) + path)).body.code).toBe('member_unknown');
    const { body } = await owner.send('GET', 'transactions');
    expect(body).toMatchObject({ transactions: [{ member: null, total: 150 }], total: { sales: 1 } });
  });
});
