/** The same calls, some of them wrong, on both stores, step by step: they must answer alike. */
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { OrderFilter, Store } from '../../src/shop/index.js';
import { openSqliteStore } from '../../src/store/index.js';
import { openMongoStore } from '../../src/store/mongo/store.js';
import { temporaryFolder } from '../support/folder.js';
import { startMongo } from '../support/mongo.js';
import { draft, NOW, product, sealedFace } from '../support/shop.js';

const server = await startMongo();
afterAll(() => server?.stop());

const SEEDS = [1, 7];
const STEPS = 250;
const PRODUCTS = ['tea', 'rice', 'milk', 'nothing'];
const MEMBERS = ['m1', 'm2', 'm3', 'nobody'];
const SESSIONS = ['s1', 's2', 's3'];

/** Pseudo-random numbers 0 … 1, the same at each run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

type Step = (store: Store) => Promise<unknown>;

/** One step, made of dice; it does the same on every store. */
function stepOf(roll: () => number, count: number): Step {
  const below = (limit: number) => Math.floor(roll() * limit);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const maybe = <T>(value: T): T | undefined => (roll() < 0.5 ? value : undefined);
  const at = new Date(Date.parse(NOW) + count * 17 * 60_000).toISOString();
  const earlier = new Date(Date.parse(at) - below(40) * 60_000 * 60).toISOString();
  const [id, memberId, sessionId] = [pick(PRODUCTS), pick(MEMBERS), pick(SESSIONS)];
  const price = pick([25, 25, 25, 30]);
  const stock = pick([null, 0, 3, 8]);
  const cart = [{ productId: id, name: `名 ${count}`, quantity: 1 + below(3), unitPrice: price }];
  const total = cart.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0);
  const phone = pick(['0912000001', '0912000002', '0912000003', '0912000004']);
  const number = `T20261124-00000${1 + below(9)}`;
  const voided = { at, reason: `r ${count}` };
  const filter: OrderFilter = {
    from: maybe(earlier),
    before: maybe(at),
    memberId: maybe(pick([...MEMBERS, 'forgotten'])),
    productId: maybe(id),
    voided: maybe(roll() < 0.5),
    transactionPrefix: maybe(pick(['T2026', 'T20261124-00001', 'T.*', ''])),
  };
  const key = pick([null, 'k1', 'k2', `k${count}`]);
  const idempotency = key === null ? null : { key, fingerprint: pick(['f', 'g']) };
  const cartId = pick([`c${below(60)}`, `c of ${count}`]);
  const sale = draft(memberId, { cartId, sessionId, lines: cart, total, idempotency, createdAt: at });
  const visit = { sessionId, cartId: `v${count}`, memberId, cart: roll() < 0.2 ? [] : cart, updatedAt: at };
  const newcomer = { id: memberId, name: '會員', phone, pinHash: null, createdAt: at, lastVisitAt: null };
  const face = sealedFace(memberId, { createdAt: at, sealed: new Uint8Array([count % 256]) });
  const how = pick(['keep', 'set'] as const);
  const picture = pick([null, { jpeg: new Uint8Array([1, 2]), version: `${count}` }]);
  const wanted = { name: maybe(`新 ${count}`), phone: maybe(phone) };
  const [withFace, isForgotten, cursor, limit] = [roll() < 0.5, roll() < 0.3, 1 + below(20), 1 + below(4)];
  const stockChange = maybe(below(9) - 4);
  const changed = { name: `新 ${count}`, price, stock, active: true, stockChange };
  const change = Object.fromEntries(Object.entries(changed).filter(() => roll() < 0.5));
  const isFirstPage = roll() < 0.5;
  const steps: readonly Step[] = [
    (store) => store.putProduct(product(id, price, { stock }), how),
    (store) => store.addProduct(product(id, price, { stock })),
    (store) => store.changeProduct(id, change),
    (store) => store.putProductPicture(id, picture),
    (store) => store.registerMember(newcomer, withFace ? face : null),
    (store) => store.changeMember(memberId, wanted),
    (store) => store.putFace(face),
    (store) => store.removeFace(memberId),
    (store) => (isForgotten ? store.forgetMember(memberId) : store.facesVersion().then(() => null)),
    (store) => store.addPinFailure(phone, at),
    (store) => store.clearPinFailuresBefore(earlier),
    (store) => store.saveVisit(visit),
    (store) => store.endVisit(sessionId),
    (store) => store.holdVisit(sessionId, at),
    (store) => store.resumeVisit(memberId, sessionId, earlier, at),
    (store) => store.endVisitsBefore(earlier),
    (store) => store.voidOrder(number, voided),
    (store) => store.sumOrders(filter),
    (store) => store.searchOrders(filter, isFirstPage ? null : String(cursor), limit),
    (store) => store.setOwnerPassword(isForgotten ? null : `h${count}`),
    ...Array.from({ length: 8 }, (): Step => (store) => store.commitOrder(sale)),
  ];
  return pick(steps);
}

/** All that can be read. */
async function look(store: Store): Promise<unknown> {
  const members = await store.listMembers();
  const bytes = (value: Uint8Array | undefined) => value && [...value];
  return {
    products: await store.listProducts(),
    pictures: [...(await store.listProductPictures())].sort(),
    picture: bytes((await store.findProductPicture('tea'))?.jpeg),
    members,
    faces: (await store.listFaces()).map(({ memberId, sealed }) => [memberId, bytes(sealed)]),
    failures: await Promise.all(['0912000001', '0912000002'].map((phone) => store.pinFailures(phone))),
    visits: await Promise.all(SESSIONS.map((id) => store.findVisit(id))),
    carts: await Promise.all(
      MEMBERS.map(async (id) => (await store.listCarts(id)).map((c) => JSON.stringify(c)).sort()),
    ),
    orders: withoutReceipts((await store.searchOrders({}, null, 100)).orders),
    sums: [...(await store.sumOrdersByMember())].sort(),
    keys: await Promise.all(
      ['k1', 'k2'].map(async (key) => withoutReceipts(await store.findOrderByKey(key))),
    ),
    owner: await store.ownerPassword(),
  };
}

/** Receipts' keys are thrown anew by each store. */
function withoutReceipts(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null, (key, part) => (key === 'receiptKey' ? '…' : part)));
}

describe.skipIf(server === null)('both stores', () => {
  it.each(SEEDS)(
    'answer alike, whatever is asked of them (%i)',
    async (seed) => {
      const stores = [openSqliteStore(temporaryFolder()), await openMongoStore(server?.newDatabase() ?? '')];
      onTestFinished(async () => {
        for (const store of stores) await store.close();
      });
      const roll = dice(seed);
      for (let count = 0; count < STEPS; count += 1) {
        const step = stepOf(roll, count);
        const answers = [];
        for (const store of stores) {
          const answer = await step(store).catch((error: { code: string }) => ({ refused: error.code }));
          answers.push(withoutReceipts(answer));
        }
        expect({ count, answer: answers[1] }).toEqual({ count, answer: answers[0] });
        if (count % 10 !== 9) continue;
        const [seen, other] = [await look(stores[0]!), await look(stores[1]!)];
        expect({ count, seen: other }).toEqual({ count, seen });
      }
      // The steps must have led somewhere, or this test shows nothing.
      expect((await stores[0]!.searchOrders({}, null, 100)).orders.length).toBeGreaterThan(3);
    },
    120_000,
  );
});
