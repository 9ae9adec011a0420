/** A member's own page and a receipt's: who may look, and what is erased. */
import { beforeAll, describe, expect, it } from 'vitest';
import { MeReply, ReceiptReply } from '../../src/protocol/index.js';
import { enrol } from '../../src/shop/index.js';
import { openSqliteStore } from '../../src/store/index.js';
import { get, openSocket, post, type Reply } from '../support/client.js';
import { PHONE, PIN, sharedDaemon } from '../support/daemon.js';
import { cookieOf, type Owner, signInAsOwner } from '../support/owner.js';
import { sell } from '../support/shopper.js';

const shop = sharedDaemon();
let owner: Owner;
let sale: { receipt_key: string; transaction_id: string };
beforeAll(async () => {
  owner = await signInAsOwner(shop.daemon.url);
});

const api = (path: string) => `${shop.daemon.url}/api/${path}`;
const signIn = (phone = PHONE, pin = PIN) => post(api('me/sign-in'), { phone, pin });
const me = (cookie: string) => get(api('me'), { Cookie: cookie });
const forget = (body: object, cookie = '') => post(api('me/forget'), body, { Cookie: cookie });

/** A member of its own for a test. @returns the id */
async function newMember(phone: string, pin: string): Promise<string> {
  const store = openSqliteStore(shop.daemon.data);
  const { member } = await enrol(store, { name: '會員', phone, pin }, new Date());
  await store.close();
  return member.id;
}

describe('the way in', () => {
  it('is phone number and PIN; the cookie is out of reach for scripts and other sites', async () => {
    sale = await sell(shop.daemon);
    const reply = await signIn('0900-000 000');
    expect(reply.status).toBe(200);
    expect(reply.headers.get('set-cookie')).toMatch(
      /^yolo1125_member=[\w-]{43}; path=\/; expires=[^;]+; samesite=strict; httponly$/i,
    );
    expect(MeReply.strict().parse(reply.body)).toMatchObject({
      ...{ user: { phone: '0900***000' }, has_pin: true, has_face: false, face_since: null },
      ...{ purchases: 1, total_spent: 150, transactions: [{ transaction_id: sale.transaction_id }] },
    });
    expect((await me(cookieOf(reply))).body).toEqual(reply.body);
    const other = await get(api('me'), { Cookie: cookieOf(reply), 'Sec-Fetch-Site': 'cross-site' });
    expect(other.body.code).toBe('origin_refused');
  });

  it('is no way to the owner’s pages, nor theirs to a member’s', async () => {
    const cookie = cookieOf(await signIn());
    const asOwner = cookie.replace('yolo1125_member', 'yolo1125_owner');
    expect((await get(api('admin/today'), { Cookie: asOwner })).body.code).toBe('owner_not_signed_in');
    const asMember = owner.cookie.replace('yolo1125_owner', 'yolo1125_member');
    expect((await me(asMember)).body.code).toBe('not_signed_in');
  });

  it('closes with the sign-out', async () => {
    const cookie = cookieOf(await signIn());
    const out = await post(api('me/sign-out'), {}, { Cookie: cookie });
    expect(out.headers.get('set-cookie')).toMatch(/^yolo1125_member=; path=\/; expires=Thu, 01 Jan 1970/);
    expect(await me(cookie)).toMatchObject({ status: 400, body: { code: 'not_signed_in' } });
  });

  it('is shut after five wrong PINs, at the counter and for erasing too, until it is known again who it is', async () => {
    const phone = '0911222333';
    const id = await newMember(phone, '2468');
    const cookie = cookieOf(await signIn(phone, '2468'));
    const codes: string[] = [];
    const note = async (reply: Promise<Reply>) => codes.push((await reply).body.code);
    for (let i = 0; i < 2; i += 1) await note(signIn(phone, '0000'));
    await note(forget({ what: 'face', pin: '0000' }, cookie));
    for (let i = 0; i < 2; i += 1) await note(forget({ what: 'everything', pin: '0000' }, cookie));
    expect(codes).toEqual(Array(5).fill('wrong_phone_or_pin'));
    await note(signIn(phone, '2468'));
    await note(forget({ what: 'everything', pin: '2468' }, cookie));
    await note(post(api('login'), { session_id: 'locked-1', phone, pin: '2468' }));
    expect(codes.slice(5)).toEqual(Array(3).fill('too_many_attempts'));
    expect((await me(cookie)).status).toBe(200);
    await owner.send('PATCH', `members/${id}`, { pin: '1357' });
    expect((await signIn(phone, '1357')).status).toBe(200);
    // What the old PIN opened is shut.
    expect((await me(cookie)).body.code).toBe('not_signed_in');
  });

  it('of a number that nobody has sounds like a wrong PIN', async () => {
    const [unknown, wrong] = [await signIn('0999888777', '1234'), await signIn(PHONE, '1234')];
    expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body]);
    expect(unknown.headers.get('set-cookie')).toBeNull();
  });
});

describe('at a counter', () => {
  it('the session says who it is, as long as somebody is signed in on it', async () => {
    const session = 'of-the-counter';
    const path = api(`me?session_id=${session}`);
    expect((await get(path)).body.code).toBe('not_signed_in');
    const socket = await openSocket(shop.daemon.url, session);
    expect((await get(path)).body.code).toBe('not_signed_in');
    await post(api('login'), { session_id: session, phone: PHONE, pin: PIN });
    expect((await get(path)).body.user.phone).toBe('0900***000');
    expect((await get(api('me'))).body.code).toBe('not_signed_in');
    // The one at the counter is meant, whoever's cookie that browser still has.
    await newMember('0911333444', '2468');
    const cookie = cookieOf(await signIn('0911333444', '2468'));
    expect((await get(path, { Cookie: cookie })).body.user.phone).toBe('0900***000');
    socket.send({ type: 'sign_out' });
    await socket.next('signed_out');
    expect((await get(path, { Cookie: cookie })).body.code).toBe('not_signed_in');
  });

  it('a member without a PIN may erase everything without one, and is signed out', async () => {
    const [phone, session] = ['0911444555', 'no-pin-1'];
    const id = await newMember(phone, '2468');
    const socket = await openSocket(shop.daemon.url, session);
    await post(api('login'), { session_id: session, phone, pin: '2468' });
    await owner.send('PATCH', `members/${id}`, { pin: null });
    expect((await forget({ what: 'everything' })).body.code).toBe('not_signed_in');
    const gone = await forget({ what: 'everything', session_id: session });
    expect(gone).toMatchObject({ status: 200, body: { success: true } });
    expect((await socket.next('signed_out')).reason).toBe('forgotten');
    expect((await owner.send('GET', `members/${id}`)).body.code).toBe('member_unknown');
  });
});

describe('erasing', () => {
  it('needs the PIN, the face goes alone, and everything shuts every browser and counter', async () => {
    const [phone, pin, session] = ['0911555666', '2468', 'forget-1'];
    const id = await newMember(phone, pin);
    const socket = await openSocket(shop.daemon.url, session);
    await post(api('login'), { session_id: session, phone, pin });
    const [cookie, other] = [cookieOf(await signIn(phone, pin)), cookieOf(await signIn(phone, pin))];
    for (const what of ['face', 'everything']) {
      expect((await forget({ what }, cookie)).body.code).toBe('pin_required');
      expect((await forget({ what, session_id: session })).body.code).toBe('pin_required');
      expect((await forget({ what, pin: '1111' }, cookie)).body.code).toBe('wrong_phone_or_pin');
    }
    expect((await forget({ what: 'all', pin }, cookie)).body.code).toBe('bad_request');
    expect((await forget({ what: 'face', pin }, cookie)).status).toBe(200);
    expect((await me(cookie)).body).toMatchObject({ has_face: false, user: { id } });

    expect((await forget({ what: 'everything', pin }, cookie)).status).toBe(200);
    for (const used of [cookie, other]) expect((await me(used)).body.code).toBe('not_signed_in');
    expect((await forget({ what: 'everything', pin }, other)).body.code).toBe('not_signed_in');
    expect((await socket.next('signed_out')).reason).toBe('forgotten');
    expect((await signIn(phone, pin)).status).toBe(401);
    // The number is free for somebody new, whom the old cookies do not open.
    await newMember(phone, pin);
    expect((await me(cookie)).body.code).toBe('not_signed_in');
  });
});

describe('a receipt', () => {
  it('is for whoever has its key, and names nobody', async () => {
    const { status, body } = await get(api(`receipts/${sale.receipt_key}`));
    expect(status).toBe(200);
    expect(ReceiptReply.strict().parse(body).receipt).toMatchObject({
      ...{ transaction_id: sale.transaction_id, total: 150, total_quantity: 1, voided_at: null },
      lines: [{ product_id: 'yuancui-tea', quantity: 1, price: 150, subtotal: 150 }],
    });
    expect(Object.keys(body.receipt)).not.toContain('member');
  });

  it.each([
    ['one that was never given', () => '0'.repeat(32)],
    ['the number of the sale', () => sale.transaction_id],
    ['the beginning of a key', () => sale.receipt_key.slice(0, 31)],
    ['a key in capitals', () => 'ABCDEF0123456789'.repeat(2)],
    ['a path', () => `..%2f${sale.receipt_key}`],
    ['a pattern', () => '%25'],
  ])('has no other key: %s', async (_, key) => {
    expect(await get(api(`receipts/${key()}`))).toMatchObject({
      status: 404,
      body: { code: 'receipt_unknown' },
    });
  });

  it('says when it was voided, and outlives its member', async () => {
    const voided = await owner.send('POST', `transactions/${sale.transaction_id}/void`, { reason: 'x' });
    const { voided_at } = voided.body.transaction;
    expect((await get(api(`receipts/${sale.receipt_key}`))).body.receipt.voided_at).toBe(voided_at);
    const { body } = await signIn();
    expect(body).toMatchObject({ purchases: 0, total_spent: 0, transactions: [{ voided_at }] });
    await forget({ what: 'everything', pin: PIN }, cookieOf(await signIn()));
    expect((await get(api(`receipts/${sale.receipt_key}`))).status).toBe(200);
  });
});
