import { expect, it } from 'vitest';
import { enrol, LOCKOUT_MS, maskPhone, normalisePhone, signInByPin } from '../../src/shop/index.js';
import { openSqliteStore } from '../../src/store/index.js';
import { temporaryFolder } from '../support/folder.js';

const AT = new Date('2026-11-24T10:00:00Z');

async function shopWithMember() {
  const store = openSqliteStore(temporaryFolder());
  await enrol(store, { name: '會員', phone: '0912-000-111', pin: '2468' }, AT);
  return store;
}

it('signs a member in by any spelling of the phone number and the PIN', async () => {
  const store = await shopWithMember();
  expect((await signInByPin(store, '+886 912 000 111', '2468', AT)).name).toBe('會員');
  expect((await store.findMemberByPhone('0912000111'))?.lastVisitAt).toBe(AT.toISOString());
});

it('answers a wrong PIN and an unknown number alike, and locks both out after five for five minutes', async () => {
  const store = await shopWithMember();
  for (const phone of ['0912000111', '0999888777']) {
    for (let i = 0; i < 5; i += 1) {
      await expect(signInByPin(store, phone, '0000', AT)).rejects.toMatchObject({
        code: 'wrong_phone_or_pin',
      });
    }
    await expect(signInByPin(store, phone, '2468', AT)).rejects.toMatchObject({ code: 'too_many_attempts' });
  }
  const later = new Date(AT.getTime() + LOCKOUT_MS);
  expect((await signInByPin(store, '0912000111', '2468', later)).name).toBe('會員');
});

it('counts guesses that are sent all at once', async () => {
  const store = await shopWithMember();
  const guesses = Array.from({ length: 12 }, (_, i) => signInByPin(store, '0912000111', `100${i}`, AT));
  await Promise.allSettled(guesses);
  await expect(signInByPin(store, '0912000111', '2468', AT)).rejects.toMatchObject({
    code: 'too_many_attempts',
  });
});

it('keeps no PIN, and gives each member another salt', async () => {
  const store = await shopWithMember();
  await enrol(store, { name: '會員二', phone: '0912000222', pin: '2468' }, AT);
  const hashes = await Promise.all(['0912000111', '0912000222'].map((p) => store.findMemberByPhone(p)));
  expect(hashes[0]?.pinHash).not.toContain('2468');
  expect(hashes[0]?.pinHash).not.toBe(hashes[1]?.pinHash);
});

it('enrols a phone number once: the same person gets a new PIN, another name is refused', async () => {
  const store = await shopWithMember();
  expect((await enrol(store, { name: '會員', phone: '0912000111', pin: '1357' }, AT)).added).toBe(false);
  expect((await signInByPin(store, '0912000111', '1357', AT)).name).toBe('會員');
  await expect(enrol(store, { name: '別人', phone: '0912000111', pin: '1357' }, AT)).rejects.toThrow(
    /already belongs/,
  );
});

it.each([['12'], ['123456789'], ['12a4']])('refuses the PIN %s', async (pin) => {
  const store = await shopWithMember();
  await expect(enrol(store, { name: '會員', phone: '0912000333', pin }, AT)).rejects.toThrow(/4 to 8 digits/);
});

it('masks phone numbers', () => {
  expect(maskPhone(normalisePhone('0912345678'))).toBe('0912***678');
  expect(() => normalisePhone('not a phone')).toThrow(/8 to 15 digits/);
});
