/** What every store must do with its members' faces, held carts and erasure. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type CartLine,
  type FaceMark,
  FORGOTTEN_MEMBER,
  faceMarks,
  type Store,
} from '../../src/shop/index.js';
import { draft, member, NOW, product, sealedFace } from '../support/shop.js';

const LATER = '2026-11-24T11:00:00.000Z';

function line(productId: string, quantity: number, unitPrice: number): CartLine {
  return { productId, name: `商品 ${productId}`, quantity, unitPrice };
}

export function peopleContract(name: string, open: () => Promise<Store>): void {
  describe(`${name} keeps faces`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('lists members, oldest first', async () => {
      const young = { ...member('0912000002'), createdAt: LATER };
      const old = member('0912000001');
      await store.registerMember(young, null);
      await store.registerMember(old, null);
      expect(await store.listMembers()).toEqual([old, young]);
    });

    it('gives a face back as it was, with its consent', async () => {
      const one = member();
      const face = sealedFace(one.id);
      expect(await store.registerMember(one, face)).toBe(true);
      const [found] = await store.listFaces();
      expect({
        ...found,
        wrappedKey: new Uint8Array(found!.wrappedKey),
        sealed: new Uint8Array(found!.sealed),
      }).toEqual(face);
    });

    it('finds one face, and tells whose faces are kept a page at a time', async () => {
      const people = Array.from({ length: 7 }, (_, index) => member(`091200000${index}`));
      for (const one of people) await store.registerMember(one, sealedFace(one.id));
      const faceless = member('0912000333');
      await store.registerMember(faceless, null);
      const ids = people.map(({ id }) => id).sort();

      const [first, second, third] = [
        await store.listFaceMarks('', 5),
        await store.listFaceMarks(ids[4]!, 5),
        await store.listFaceMarks(ids[6]!, 5),
      ];
      expect([...first, ...second].map(({ memberId }) => memberId)).toEqual(ids);
      expect(third).toEqual([]);
      expect(first[0]).toEqual({ memberId: ids[0], embedder: 'test', mark: expect.stringMatching(/^\w+$/) });
      const all: FaceMark[] = [];
      for await (const mark of faceMarks(store)) all.push(mark);
      expect(all).toEqual([...first, ...second]);

      expect(await store.findFace(ids[0]!)).toMatchObject({ memberId: ids[0], embedder: 'test' });
      expect(await store.findFace(faceless.id)).toBeNull();
      expect(await store.findFace('nobody')).toBeNull();
    });

    it('marks a face anew when it is replaced, and leaves the others', async () => {
      const [one, other] = [member('0912000001'), member('0912000002')];
      await store.registerMember(one, sealedFace(one.id));
      await store.registerMember(other, sealedFace(other.id));
      const markOf = async ({ id }: typeof one) =>
        (await store.listFaceMarks('', 10)).find(({ memberId }) => memberId === id)?.mark;
      const before = [await markOf(one), await markOf(other)];
      await store.putFace(sealedFace(one.id));
      await store.setLastVisit(other.id, NOW);
      expect(await markOf(one)).not.toBe(before[0]);
      expect(await markOf(other)).toBe(before[1]);
      await store.removeFace(one.id);
      await store.forgetMember(other.id);
      expect(await store.listFaceMarks('', 10)).toEqual([]);
    });

    it('keeps neither member nor face when the phone is taken or the face is of nobody', async () => {
      const first = member();
      await store.registerMember(first, null);
      const second = { ...member(), phone: first.phone };
      expect(await store.registerMember(second, sealedFace(second.id))).toBe(false);
      const third = member('0912000333');
      await expect(store.registerMember(third, sealedFace('nobody'))).rejects.toThrow();
      expect(await store.putFace(sealedFace('nobody'))).toBe(false);
      expect(await store.listMembers()).toEqual([first]);
      expect(await store.listFaces()).toEqual([]);
    });

    it('replaces a face, and removes it without the member', async () => {
      const one = member();
      await store.registerMember(one, sealedFace(one.id));
      expect(await store.putFace(sealedFace(one.id, { embedder: 'newer' }))).toBe(true);
      expect(await store.listFaces()).toMatchObject([{ memberId: one.id, embedder: 'newer' }]);
      expect(await store.removeFace(one.id)).toBe(true);
      expect(await store.removeFace(one.id)).toBe(false);
      expect(await store.listFaces()).toEqual([]);
      expect(await store.findMember(one.id)).toEqual(one);
    });

    it('has another faces version after each change of faces or members erased, and after nothing else', async () => {
      const one = member();
      const two = member('0912000222');
      const seen = [await store.facesVersion()];
      const look = async (isNew: boolean) => {
        const version = await store.facesVersion();
        expect(seen.includes(version)).toBe(!isNew);
        seen.push(version);
      };
      await store.registerMember(one, null);
      await look(false);
      await store.registerMember(two, sealedFace(two.id));
      await look(true);
      await store.putFace(sealedFace(one.id));
      await look(true);
      await store.setLastVisit(one.id, NOW);
      await store.putFace(sealedFace('nobody'));
      await store.removeFace('nobody');
      await store.forgetMember('nobody');
      await look(false);
      await store.removeFace(one.id);
      await look(true);
      await store.forgetMember(one.id);
      await look(true);
    });
  });

  describe(`${name} forgets members`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      await store.putProduct(product('tea', 25), 'set');
    });
    afterEach(() => store.close());

    it('erases all of one person, keeps the sale without the person, and leaves others alone', async () => {
      const one = member('0912000001');
      const other = member('0912000002');
      for (const each of [one, other]) {
        await store.registerMember(each, sealedFace(each.id));
        await store.addPinFailure(each.phone, NOW);
        await store.commitOrder(draft(each.id));
        const cart = [line('tea', 1, 25)];
        const visit = { memberId: each.id, cart, updatedAt: NOW };
        await store.saveVisit({ ...visit, sessionId: `held-${each.id}`, cartId: `a-${each.id}` });
        await store.holdVisit(`held-${each.id}`, NOW);
        await store.saveVisit({ ...visit, sessionId: `open-${each.id}`, cartId: `b-${each.id}` });
      }
      expect(await store.forgetMember(one.id)).toBe(true);

      expect(await store.listMembers()).toEqual([other]);
      expect(await store.findMemberByPhone(one.phone)).toBeNull();
      expect(await store.listFaces()).toMatchObject([{ memberId: other.id }]);
      expect(await store.pinFailures(one.phone)).toBe(0);
      expect(await store.listCarts(one.id)).toEqual([]);
      expect(await store.findVisit(`open-${one.id}`)).toBeNull();
      expect(await store.listOrders(one.id)).toEqual([]);
      expect(await store.listOrders(FORGOTTEN_MEMBER)).toMatchObject([{ total: 50, memberId: 'forgotten' }]);

      expect(await store.pinFailures(other.phone)).toBe(1);
      expect(await store.listCarts(other.id)).toHaveLength(2);
      expect(await store.listOrders(other.id)).toHaveLength(1);
      expect(await store.forgetMember(one.id)).toBe(false);
    });

    it('lets the phone number be registered again, by somebody new', async () => {
      const one = member();
      await store.registerMember(one, null);
      await store.forgetMember(one.id);
      expect(await store.registerMember(member(one.phone), null)).toBe(true);
    });
  });

  describe(`${name} holds carts`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const visit = (sessionId: string, cart: readonly CartLine[], cartId = `cart of ${sessionId}`) =>
      store.saveVisit({ sessionId, cartId, memberId: 'm1', cart, updatedAt: NOW });

    it('gives a held cart back on another session, once, under the same cart id', async () => {
      await visit('s1', [line('tea', 2, 25)]);
      await store.holdVisit('s1', NOW);
      expect(await store.findVisit('s1')).toBeNull();
      expect(await store.resumeVisit('m2', 's2', NOW, LATER)).toBeNull();
      const resumed = await store.resumeVisit('m1', 's2', NOW, LATER);
      expect(resumed).toEqual({
        sessionId: 's2',
        cartId: 'cart of s1',
        memberId: 'm1',
        cart: [line('tea', 2, 25)],
        updatedAt: LATER,
      });
      expect(await store.findVisit('s2')).toEqual(resumed);
      expect(await store.resumeVisit('m1', 's3', NOW, LATER)).toBeNull();
    });

    it('joins two held carts: quantities add up, the newer price and id count', async () => {
      await visit('s1', [line('tea', 2, 25), line('rice', 1, 35)]);
      await store.holdVisit('s1', NOW);
      await visit('s2', [line('milk', 1, 95), line('tea', 1, 30)]);
      await store.holdVisit('s2', LATER);
      expect(await store.resumeVisit('m1', 's3', LATER, LATER)).toMatchObject({
        cartId: 'cart of s2',
        cart: [line('tea', 3, 30), line('rice', 1, 35), line('milk', 1, 95)],
      });
    });

    it('holds nothing for an empty cart or no visit, and neither joins nor renews what was held', async () => {
      await visit('s1', []);
      await store.holdVisit('s1', NOW);
      await store.holdVisit('no such session', NOW);
      expect(await store.findVisit('s1')).toBeNull();
      expect(await store.listCarts('m1')).toEqual([]);

      await visit('s1', [line('tea', 2, 25)]);
      await store.holdVisit('s1', NOW);
      await visit('s2', []);
      await store.holdVisit('s2', LATER);
      expect(await store.listCarts('m1')).toEqual([[line('tea', 2, 25)]]);
      expect(await store.resumeVisit('m1', 's3', LATER, LATER)).toBeNull();
    });

    it('drops a cart that was held too long ago, so that it joins no later one', async () => {
      await visit('s1', [line('tea', 2, 25)]);
      await store.holdVisit('s1', NOW);
      expect(await store.resumeVisit('m1', 's2', LATER, LATER)).toBeNull();
      expect(await store.listCarts('m1')).toEqual([]);

      await visit('s1', [line('tea', 2, 25)]);
      await store.holdVisit('s1', NOW);
      await store.endVisitsBefore(NOW);
      expect(await store.listCarts('m1')).toHaveLength(1);
      await store.endVisitsBefore(LATER);
      expect(await store.listCarts('m1')).toEqual([]);
    });

    it('gives nothing back into a session that has a visit, and loses neither', async () => {
      await visit('s1', [line('tea', 2, 25)]);
      await store.holdVisit('s1', NOW);
      await visit('s2', [line('rice', 1, 35)]);
      expect(await store.resumeVisit('m1', 's2', NOW, LATER)).toBeNull();
      expect(await store.listCarts('m1')).toEqual([[line('rice', 1, 35)], [line('tea', 2, 25)]]);
    });
  });
}
