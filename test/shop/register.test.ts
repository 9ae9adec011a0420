import { randomBytes } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import {
  addFace,
  agreeTo,
  consentNotice,
  enrol,
  type FaceRecord,
  maskName,
  type NewFace,
  registerWithFace,
  sell,
  signInByPin,
} from '../../src/shop/index.js';
import { createFaceVault, openSqliteStore } from '../../src/store/index.js';
import { temporaryFolder } from '../support/folder.js';
import { product } from '../support/shop.js';

const AT = new Date('2026-11-24T10:00:00Z');
const vault = createFaceVault(randomBytes(32));

function openShop() {
  const store = openSqliteStore(temporaryFolder());
  onTestFinished(() => store.close());
  return store;
}

function newFace(...values: number[]): NewFace {
  const record: FaceRecord = { templates: [Float32Array.from(values)], photos: [] };
  return { record, embedder: 'sface', consent: agreeTo(consentNotice({ keepsPhotos: false }), AT) };
}

it('registers a member with a face that opens again, and keeps what was agreed to', async () => {
  const store = openShop();
  const face = newFace(1, 2);
  const member = await registerWithFace(store, vault, { name: '會員甲', phone: '0912-000-111', ...face }, AT);
  expect(await store.findMemberByPhone('0912000111')).toEqual(member);
  const [kept] = await store.listFaces();
  expect(kept).toMatchObject({ memberId: member.id, embedder: 'sface', consent: face.consent });
  expect(vault.open(kept!)).toEqual(face.record);
  await expect(signInByPin(store, '0912000111', '2468', AT)).rejects.toMatchObject({
    code: 'wrong_phone_or_pin',
  });
});

it('refuses a phone number that has a member, also one of the same name, and keeps no face then', async () => {
  const store = openShop();
  await enrol(store, { name: '會員甲', phone: '0912000111', pin: '2468' }, AT);
  const again = { name: '會員甲', phone: '+886 912 000 111', ...newFace(1) };
  await expect(registerWithFace(store, vault, again, AT)).rejects.toMatchObject({ code: 'phone_taken' });
  expect(await store.listFaces()).toEqual([]);
});

it('refuses a face without a template and a face of somebody who was erased', async () => {
  const store = openShop();
  const registration = { name: '會員甲', phone: '0912000111', ...newFace() };
  const empty = { ...registration, record: { templates: [], photos: [] } };
  await expect(registerWithFace(store, vault, empty, AT)).rejects.toMatchObject({ code: 'no_face' });
  expect(await store.listMembers()).toEqual([]);
  const { id } = await registerWithFace(store, vault, { ...registration, pin: '2468' }, AT);
  expect((await signInByPin(store, '0912000111', '2468', AT)).id).toBe(id);
  await store.forgetMember(id);
  await expect(addFace(store, vault, id, newFace(1), AT)).rejects.toMatchObject({ code: 'not_signed_in' });
  expect(await store.listFaces()).toEqual([]);
});

it('enrols with and without PIN and face, and adds what is new to the same person', async () => {
  const store = openShop();
  const person = { name: '會員甲', phone: '0912000111' };
  const { member, added } = await enrol(store, person, AT);
  expect({ added, pin: member.pinHash, faces: await store.listFaces() }).toEqual({
    added: true,
    pin: null,
    faces: [],
  });

  expect((await enrol(store, { ...person, face: { vault, ...newFace(1) } }, AT)).added).toBe(false);
  expect((await enrol(store, { ...person, pin: '2468' }, AT)).member.id).toBe(member.id);
  const newer = await enrol(store, { ...person, face: { vault, ...newFace(2) } }, AT);
  expect((await signInByPin(store, person.phone, '2468', AT)).id).toBe(newer.member.id);
  const faces = await store.listFaces();
  expect(faces.map((face) => [face.memberId, vault.open(face).templates])).toEqual([
    [member.id, [Float32Array.of(2)]],
  ]);

  const other = { name: '會員乙', phone: person.phone, face: { vault, ...newFace(3) } };
  await expect(enrol(store, other, AT)).rejects.toThrow(/already belongs to another member/);
  expect(vault.open((await store.listFaces())[0]!).templates).toEqual([Float32Array.of(2)]);
});

it('sells nothing to somebody who was erased while shopping', async () => {
  const store = openShop();
  await store.putProduct(product('tea', 25), 'set');
  const { member } = await enrol(store, { name: '會員甲', phone: '0912000111' }, AT);
  const cart = [{ productId: 'tea', name: '商品 tea', quantity: 1, unitPrice: 25 }];
  const visit = { sessionId: 's1', cartId: 'c1', memberId: member.id, cart, updatedAt: AT.toISOString() };
  await store.saveVisit(visit);
  await store.forgetMember(member.id);
  const intent = { key: null, request: { session_id: 's1' } };
  await expect(sell(store, visit, intent, AT)).rejects.toMatchObject({ code: 'not_signed_in' });
  expect((await store.listProducts())[0]?.stock).toBe(10);
});

it('says in both languages whether photos are kept, under another version', () => {
  const numbers = consentNotice({ keepsPhotos: false });
  const photos = consentNotice({ keepsPhotos: true });
  expect(numbers.zh).toContain('不保存照片');
  expect(numbers.en).toContain('No photo is kept');
  expect(photos.zh).not.toContain('不保存照片');
  expect(photos.en).toContain('the photos of your registration');
  expect(photos.version).not.toBe(numbers.version);
  const agreed = agreeTo(photos, AT);
  expect(agreed).toMatchObject({ version: photos.version, at: AT.toISOString() });
  expect(agreed.text).toContain(photos.zh);
  expect(agreed.text).toContain(photos.en);
});

it.each([
  ['會員甲', '會○甲'],
  ['特約會員', '特○○員'],
  ['會員', '會○'],
  ['會', '○'],
  ['𠮷會員', '𠮷○員'],
  ['New Member', 'N○○ M○○○○○'],
  ['A', '○'],
  ['Member', 'M○○○○○'],
  ['會員甲 New', '會○甲 N○○'],
])('shows the name %s as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked);
});
