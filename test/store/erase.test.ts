/** After an erasure no byte of the person is left in the data folder. */
import { randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { checkAudit, type Member, registerWithFace, type Store } from '../../src/shop/index.js';
import { createFaceVault, loadMasterKey, openSqliteStore } from '../../src/store/index.js';
import { foundIn } from '../support/files.js';
import { temporaryFolder } from '../support/folder.js';
import { CONSENT, draft, member, NOW, product, sealedFace } from '../support/shop.js';

function open(folder: string, onFault?: (error: unknown) => void): Store {
  const store = openSqliteStore(folder, onFault);
  onTestFinished(() => store.close());
  return store;
}

/** The database of another program that reads: it sees the store as it is now until it is released. */
function holdSnapshot(folder: string): { release(): void } {
  const reader = new DatabaseSync(join(folder, 'yolo1125.db'));
  reader.exec('BEGIN; SELECT count(*) FROM members;');
  return { release: () => reader.close() };
}

const template = () => Float32Array.from({ length: 128 }, () => Math.random() - 0.5);
const hex = (length: number) => randomBytes(length / 2).toString('hex');

/** A member with everything a member can leave behind, and all bytes that would tell of them. */
async function liveAndShop(store: Store, folder: string) {
  const vault = createFaceVault(loadMasterKey({ file: join(folder, 'master.key'), mayCreate: true }));
  const name = `會員甲 ${hex(24)}`;
  const phone = `09${String(randomBytes(4).readUInt32LE()).padStart(10, '7')}`;
  const photo = new Uint8Array(randomBytes(30_000));
  const record = { templates: [template(), template()], photos: [photo] };
  const registration = { name, phone, pin: '2468', record, embedder: 'test', consent: CONSENT };
  const { id } = await registerWithFace(store, vault, registration, new Date(NOW));
  await store.setLastVisit(id, NOW);
  await store.addPinFailure(phone, NOW);
  const cart = [{ productId: 'tea', name: '商品', quantity: 1, unitPrice: 25 }];
  await store.saveVisit({ sessionId: 's1', cartId: 'c1', memberId: id, cart, updatedAt: NOW });
  await store.holdVisit('s1', NOW);
  await store.putProduct(product('tea', 25), 'set');
  await store.commitOrder(draft(id));
  const face = (await store.listFaces()).find(({ memberId }) => memberId === id);
  const floats = record.templates.map((values) => Buffer.from(values.buffer));
  return {
    id,
    written: { name, phone, key: face!.wrappedKey, sealed: face!.sealed },
    /** Stands nowhere, not even before. */
    secret: {
      'template as floats': floats[0]!,
      'template as base64': floats[0]!.toString('base64'),
      'second template': floats[1]!,
      photo: photo.slice(0, 600),
      'photo as base64': Buffer.from(photo.slice(0, 600)).toString('base64'),
    },
  };
}

it('leaves neither name, phone, key nor face in any file, while another connection is open', async () => {
  const folder = temporaryFolder();
  const daemon = open(folder);
  const keyboard = open(folder);
  const other = member('0912999999');
  await keyboard.registerMember(other, null);
  const { id, written, secret } = await liveAndShop(daemon, folder);
  expect(foundIn(folder, written)).toEqual(Object.keys(written));
  expect(foundIn(folder, secret)).toEqual([]);

  expect(await keyboard.forgetMember(id)).toBe(true);
  expect(foundIn(folder, { ...written, ...secret })).toEqual([]);
  expect(readdirSync(folder)).toContain('yolo1125.db-wal');
  expect(statSync(join(folder, 'yolo1125.db-wal')).size).toBe(0);
  expect(await daemon.findMember(id)).toBeNull();
  // The audit log tells of all of it and names nobody.
  expect((await checkAudit(daemon)).faults).toEqual([]);
  expect(JSON.stringify(await daemon.searchAudit('member_erased', null, 9))).toContain(id);
  // Nor do older pages come back when the other connection writes.
  await daemon.setLastVisit(other.id, NOW);
  expect(foundIn(folder, { ...written, ...secret })).toEqual([]);
});

it('removing only the face leaves neither the face nor its key', async () => {
  const folder = temporaryFolder();
  const store = open(folder);
  const { id, written } = await liveAndShop(store, folder);
  await store.removeFace(id);
  expect(foundIn(folder, written)).toEqual(['name', 'phone']);
});

it('waits for a reader who still sees the old state', async () => {
  const folder = temporaryFolder();
  const store = open(folder);
  const { id, written } = await liveAndShop(store, folder);
  const reader = holdSnapshot(folder);
  setTimeout(reader.release, 300);
  expect(await store.forgetMember(id)).toBe(true);
  expect(foundIn(folder, written)).toEqual([]);
});

it('tells the log when a reader stays, and finishes at the next start', async () => {
  const folder = temporaryFolder();
  const faults: unknown[] = [];
  const store = open(folder, (fault) => faults.push(fault));
  const { id, written } = await liveAndShop(store, folder);
  const reader = holdSnapshot(folder);
  expect(await store.forgetMember(id)).toBe(true);
  expect(await store.findMember(id)).toBeNull();
  expect(String(faults)).toMatch(/erased data/);
  reader.release();
  expect(foundIn(folder, written)).not.toEqual([]);
  open(folder);
  expect(foundIn(folder, written)).toEqual([]);
}, 20_000);

it('erases what an older program left in the free space of its file', async () => {
  const folder = temporaryFolder();
  const store = open(folder);
  const old = { ...member('0912777888'), name: `會員甲 ${hex(24)}` };
  await store.registerMember(old, null);
  await store.close();
  // The first program knew no faces and did not overwrite what it deleted, here the attempts of many phone numbers.
  const db = new DatabaseSync(join(folder, 'yolo1125.db'));
  db.exec(`
    PRAGMA secure_delete = OFF;
    DROP TABLE faces; DROP TABLE face_keys; DROP TABLE faces_version; DROP TABLE held_carts;
    DROP INDEX visits_by_member;
    DROP TABLE product_pictures; DROP TABLE owner; DROP TABLE audit; DROP TABLE devices;
    DROP TABLE learned_views; DROP TABLE learned_products;
    DROP INDEX orders_by_receipt; DROP INDEX orders_by_time; DROP INDEX order_lines_by_product;
    ALTER TABLE orders DROP COLUMN receipt_key;
    ALTER TABLE orders DROP COLUMN voided_at;
    ALTER TABLE orders DROP COLUMN void_reason;
    PRAGMA user_version = 1;
    BEGIN;`);
  const addAttempt = db.prepare("INSERT INTO pin_attempts VALUES (?, 1, '2026')");
  for (let i = 0; i < 5_000; i += 1) addAttempt.run(i === 2_500 ? old.phone : String(912_775_000 + i));
  db.exec('DELETE FROM pin_attempts; COMMIT;');
  db.close();
  const again = open(folder);
  expect(await again.listMembers()).toEqual([old]);
  await again.forgetMember(old.id);
  expect(foundIn(folder, { name: old.name, phone: old.phone })).toEqual([]);
});

/** Pseudo-random numbers 0 … 1, the same at each run (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

// SQLite leaves copies of rows that it moves between pages; in these two runs one of them is of a name that is later
// erased, which deleting alone does not reach. About one erasure in three hundred meets such a copy.
it.each([23, 89])('leaves nothing of anybody in a store where many came and went (%i)', async (seed) => {
  const folder = temporaryFolder();
  const store = open(folder);
  const roll = dice(seed);
  const letters = (length: number) =>
    Array.from({ length }, () => Math.floor(roll() * 16).toString(16)).join('');
  const present: Member[] = [];
  for (let round = 0; round < 200; round += 1) {
    const luck = roll();
    const someone = present[Math.floor(roll() * present.length)];
    if (luck < 0.7 || !someone) {
      const phone = `09${Math.floor(roll() * 9e12 + 1e12)}`;
      const one = { ...member(phone), id: letters(32), name: `會員${letters(14 + Math.floor(roll() * 44))}` };
      await store.registerMember(one, sealedFace(one.id, { sealed: new Uint8Array(1) }));
      present.push(one);
    } else if (luck < 0.8) {
      await store.setMemberPin(someone.id, roll() < 0.5 ? null : letters(90));
    } else {
      present.splice(present.indexOf(someone), 1);
      await store.forgetMember(someone.id);
      const { name, phone } = someone;
      expect({ round, found: foundIn(folder, { name, phone }) }).toEqual({ round, found: [] });
    }
  }
});
