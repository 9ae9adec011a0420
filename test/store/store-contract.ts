/** What every store must do, whatever database is behind it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/shop/index.js';
import { draft, member, NOW, product } from '../support/shop.js';

export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`${name} keeps the shop`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      await store.putProduct(product('tea', 25), 'set');
      await store.putProduct(product('rice', 35, { stock: null }), 'set');
      for (const id of ['m1', 'm2'])
        await store.registerMember({ ...member(`091200${id.charCodeAt(1)}000`), id }, null);
    });
    afterEach(() => store.close());

    const stockOf = async (id: string) => (await store.listProducts()).find((p) => p.id === id)?.stock;

    it('lists products in the order they were added, also after one changed', async () => {
      await store.putProduct(product('tea', 30), 'set');
      expect((await store.listProducts()).map(({ id, price }) => [id, price])).toEqual([
        ['tea', 30],
        ['rice', 35],
      ]);
    });

    it('leaves the stock alone when told so', async () => {
      await store.putProduct(product('tea', 30, { stock: 99 }), 'keep');
      expect(await stockOf('tea')).toBe(10);
    });

    it('has one member for a phone number', async () => {
      const first = member();
      expect(await store.registerMember(first, null)).toBe(true);
      expect(await store.registerMember({ ...member(), phone: first.phone }, null)).toBe(false);
      expect(await store.findMemberByPhone(first.phone)).toEqual(first);
      expect(await store.findMember(first.id)).toEqual(first);
      expect(await store.findMemberByPhone('0999999999')).toBeNull();
    });

    it('counts PIN failures until they are cleared', async () => {
      await store.addPinFailure('0912000111', NOW);
      await store.addPinFailure('0912000111', NOW);
      expect(await store.pinFailures('0912000111')).toBe(2);
      await store.clearPinFailures('0912000111');
      expect(await store.pinFailures('0912000111')).toBe(0);
      await store.addPinFailure('0912000111', NOW);
      await store.clearPinFailuresBefore('2026-11-24T10:00:00.001Z');
      expect(await store.pinFailures('0912000111')).toBe(0);
      await store.addPinFailure('0912000111', NOW);
      await store.clearPinFailuresBefore('2026-11-23T00:00:00.000Z', '2026-11-24T10:00:00.000Z');
      expect(await store.pinFailures('0912000111')).toBe(1);
      await store.clearPinFailuresBefore('2026-11-23T00:00:00.000Z', '2026-11-24T09:59:59.999Z');
      expect(await store.pinFailures('0912000111')).toBe(0);
    });

    it('gives a visit back as it was, ends it, and ends those that are too old', async () => {
      const cart = [{ productId: 'tea', name: '商品 tea', quantity: 3, unitPrice: 25 }];
      const visit = { sessionId: 's1', cartId: 'c1', memberId: 'm1', cart, updatedAt: NOW };
      await store.saveVisit(visit);
      await store.saveVisit({
        ...visit,
        sessionId: 's2',
        cartId: 'c2',
        updatedAt: '2026-11-23T00:00:00.000Z',
      });
      expect(await store.findVisit('s1')).toEqual(visit);
      await store.endVisitsBefore('2026-11-24T00:00:00.000Z');
      expect(await store.findVisit('s2')).toBeNull();
      await store.endVisit('s1');
      expect(await store.findVisit('s1')).toBeNull();
    });

    it('stores an order with its lines, takes the stock, and ends the visit, in one step', async () => {
      const sale = draft('m1');
      await store.saveVisit({
        sessionId: sale.sessionId,
        cartId: sale.cartId,
        memberId: 'm1',
        cart: sale.lines,
        updatedAt: NOW,
      });
      const result = await store.commitOrder(sale);
      expect(result).toMatchObject({
        outcome: 'stored',
        order: { total: 50, lines: sale.lines, memberId: 'm1' },
      });
      expect(await stockOf('tea')).toBe(8);
      expect(await store.findVisit(sale.sessionId)).toBeNull();
      expect(await store.listOrders('m1')).toMatchObject([{ cartId: sale.cartId }]);
      expect(await store.listOrders('somebody else')).toEqual([]);
    });

    it('numbers sales one after another', async () => {
      const ids = [];
      for (let i = 0; i < 3; i += 1) {
        const result = await store.commitOrder(draft('m1'));
        if (result.outcome === 'stored') ids.push(result.order.transactionId);
      }
      expect(ids.map((id) => id.replace(/^T\d{8}-/, ''))).toEqual(['000001', '000002', '000003']);
    });

    it('sells a cart once, however often it is sent', async () => {
      const sale = draft('m1');
      const first = await store.commitOrder(sale);
      const again = await store.commitOrder({ ...sale, idempotency: { key: 'k', fingerprint: 'f' } });
      expect(again.outcome).toBe('already_stored');
      expect(again).toMatchObject({ order: (first as { order: unknown }).order });
      expect(await stockOf('tea')).toBe(8);
    });

    it('answers a repeated key with the first order, and refuses other content under it', async () => {
      const idempotency = { key: 'key-1', fingerprint: 'same' };
      const first = await store.commitOrder(draft('m1', { idempotency }));
      expect(await store.commitOrder(draft('m1', { idempotency }))).toMatchObject({
        outcome: 'already_stored',
        order: (first as { order: object }).order,
      });
      const other = { key: 'key-1', fingerprint: 'other' };
      expect(await store.commitOrder(draft('m1', { idempotency: other }))).toEqual({
        outcome: 'idempotency_conflict',
      });
      expect(await store.findOrderByKey('key-1')).toMatchObject({ fingerprint: 'same' });
      expect(await store.findOrderByKey('key-2')).toBeNull();
      expect(await stockOf('tea')).toBe(8);
    });

    it.each([
      ['price_changed', { lines: [{ productId: 'tea', name: '', quantity: 1, unitPrice: 20 }], total: 20 }],
      [
        'product_unavailable',
        { lines: [{ productId: 'gone', name: '', quantity: 1, unitPrice: 20 }], total: 20 },
      ],
      ['out_of_stock', { lines: [{ productId: 'tea', name: '', quantity: 11, unitPrice: 25 }], total: 275 }],
    ])('refuses %s and stores nothing', async (outcome, more) => {
      const good = { productId: 'rice', name: '', quantity: 1, unitPrice: 35 };
      const sale = draft('m1', { ...more, lines: [good, ...more.lines], total: more.total + 35 });
      expect(await store.commitOrder(sale)).toEqual({ outcome, productId: more.lines[0]?.productId });
      expect(await store.listOrders('m1')).toEqual([]);
      expect(await stockOf('tea')).toBe(10);
    });

    it('refuses an order of somebody who is no member any more, but still finds one that was stored before', async () => {
      const sale = draft('m1');
      await store.commitOrder(sale);
      await store.forgetMember('m1');
      expect(await store.commitOrder(draft('m1'))).toEqual({ outcome: 'member_gone' });
      expect(await stockOf('tea')).toBe(8);
      expect(await store.commitOrder(sale)).toMatchObject({ outcome: 'already_stored' });
    });

    it('refuses an order whose total is not the sum of its lines', async () => {
      await expect(store.commitOrder(draft('m1', { total: 49 }))).rejects.toMatchObject({
        code: 'store_unavailable',
      });
      expect(await store.listOrders('m1')).toEqual([]);
    });

    it('sells the last item to one of two', async () => {
      await store.putProduct(product('tea', 25, { stock: 2 }), 'set');
      const results = await Promise.all([store.commitOrder(draft('m1')), store.commitOrder(draft('m2'))]);
      expect(results.map(({ outcome }) => outcome).sort()).toEqual(['out_of_stock', 'stored']);
      expect(await stockOf('tea')).toBe(0);
    });
  });
}
