/** The faces in memory follow the store, whoever changed it, and only what changed is opened. */
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { openGalleryCache } from '../../src/daemon/faces/gallery-cache.js';
import { addFace, type FaceVault, type Member, type Store } from '../../src/shop/index.js';
import { createFaceVault, openSqliteStore } from '../../src/store/index.js';
import { defaultProfile } from '../../src/vision/index.js';
import { temporaryFolder } from '../support/folder.js';
import { CONSENT, member } from '../support/shop.js';

const profile = defaultProfile('embedder.onnx');
const DIMENSIONS = 16;
const silent = pino({ level: 'silent' });

/** A unit vector of its own for each number. */
function faceOf(index: number): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  vector[index % DIMENSIONS] = 0.6;
  vector[(index + 1 + Math.floor(index / DIMENSIONS)) % DIMENSIONS] = 0.8;
  return vector;
}

function openShop() {
  const folder = temporaryFolder();
  const [store, elsewhere] = [openSqliteStore(folder), openSqliteStore(folder)];
  onTestFinished(() => Promise.all([store.close(), elsewhere.close()]).then(() => {}));
  const vault = createFaceVault(randomBytes(32));
  let opened = 0;
  const counting: FaceVault = {
    seal: vault.seal,
    open(face) {
      opened += 1;
      return vault.open(face);
    },
  };
  return { store, elsewhere, vault, counting, opened: () => opened };
}

async function enrol(store: Store, vault: FaceVault, who: Member, face: Float32Array, embedder = profile.id) {
  await store.registerMember(who, null);
  await addFace(
    store,
    vault,
    who.id,
    { record: { templates: [face], photos: [] }, embedder, consent: CONSENT },
    new Date(),
  );
}

it('opens only what changed, and forgets who was erased by another process', async () => {
  const { store, elsewhere, vault, counting, opened } = openShop();
  const people = Array.from({ length: 250 }, (_, index) => member(`0912${String(index).padStart(6, '0')}`));
  for (const [index, who] of people.slice(0, 249).entries())
    await enrol(store, vault, who, faceOf(index % 40));
  const cache = await openGalleryCache(store, counting, profile, silent);
  expect([(await cache.current()).size, opened()]).toEqual([249, 249]);

  const last = people[249]!;
  await enrol(elsewhere, vault, last, faceOf(45));
  expect((await cache.current()).nearest(faceOf(45))?.memberId).toBe(last.id);
  expect(opened()).toBe(250);

  await enrol(elsewhere, vault, last, faceOf(50));
  const [one, two] = await Promise.all([cache.current(), cache.current()]);
  expect([one.scoreOf(last.id, faceOf(50)), two.size, opened()]).toEqual([expect.closeTo(1), 250, 251]);

  await elsewhere.forgetMember(last.id);
  await elsewhere.removeFace(people[0]!.id);
  const gallery = await cache.current();
  expect(gallery.scoreOf(last.id, faceOf(50))).toBeNull();
  expect(gallery.scoreOf(people[0]!.id, faceOf(0))).toBeNull();
  expect([gallery.size, opened()]).toEqual([248, 251]);
});

it('a face of another embedder is not used until it is one of ours again', async () => {
  const { store, vault, counting } = openShop();
  const [who, other] = [member('0912000001'), member('0912000002')];
  await enrol(store, vault, who, faceOf(1));
  await enrol(store, vault, other, faceOf(2));
  const cache = await openGalleryCache(store, counting, profile, silent);
  await enrol(store, vault, who, Float32Array.of(1, 0), 'another');
  expect((await cache.current()).scoreOf(who.id, faceOf(1))).toBeNull();
  await enrol(store, vault, who, faceOf(3));
  expect((await cache.current()).scoreOf(who.id, faceOf(3))).toBeCloseTo(1);
});

it('a key that opens no face is refused at the start; one face that cannot be opened is left out', async () => {
  const { store, vault } = openShop();
  const [who, other] = [member('0912000001'), member('0912000002')];
  const stranger = createFaceVault(randomBytes(32));
  await enrol(store, stranger, who, faceOf(1));
  await expect(openGalleryCache(store, vault, profile, silent)).rejects.toThrow(/master key/);
  await enrol(store, vault, other, faceOf(2));
  const cache = await openGalleryCache(store, vault, profile, silent);
  expect((await cache.current()).size).toBe(1);
});
