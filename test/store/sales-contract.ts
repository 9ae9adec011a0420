/** What every store must do with its sales: find them, sum them up, take them back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CartLine, Order, OrderFilter, Store } from '../../src/shop/index.js';
import { draft, member, product } from '../support/shop.js';

const line = (productId: string, quantity: number, unitPrice: number): CartLine => ({
  productId,
  name: `商品 ${productId}`,
  quantity,
  unitPrice,
});

const PRICES = { tea: 25, rice: 35 } as const;

export function salesContract(name: string, open: () => Promise<Store>): void {
  describe(`${name} and its sales`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      await store.putProduct(product('tea', PRICES.tea, { stock: 100 }), 'set');
      await store.putProduct(product('rice', PRICES.rice, { stock: null }), 'set');
      for (const id of ['m1', 'm2'])
        await store.registerMember({ ...member(`091200000${id.slice(1)}`), id }, null);
    });
    afterEach(() => store.close());

    async function sell(
      memberId: string,
      createdAt: string,
      items: Partial<Record<keyof typeof PRICES, number>>,
    ): Promise<Order> {
      const lines = Object.entries(items).map(([id, quantity]) =>
        line(id, quantity, PRICES[id as keyof typeof PRICES]),
      );
      const total = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
      const result = await store.commitOrder(draft(memberId, { lines, total, createdAt }));
      if (result.outcome !== 'stored') throw new Error(result.outcome);
      return result.order;
    }

    const idsOf = (orders: readonly Order[]) => orders.map(({ transactionId }) => transactionId);
    const stockOfTea = async () => (await store.listProducts()).find(({ id }) => id === 'tea')?.stock;

    /** Four sales, oldest first; the third is voided. */
    async function fourSales(): Promise<readonly Order[]> {
      const sales = [
        await sell('m1', '2026-11-22T10:00:00.000Z', { tea: 1 }),
        await sell('m2', '2026-11-23T10:00:00.000Z', { rice: 2 }),
        await sell('m1', '2026-11-23T10:30:00.000Z', { tea: 4, rice: 1 }),
        await sell('m2', '2026-11-24T10:00:00.000Z', { tea: 2, rice: 1 }),
      ];
      await store.voidOrder(sales[2]!.transactionId, { at: '2026-11-24T11:00:00.000Z', reason: '誤按' });
      return sales;
    }

    it('finds one by its number and by the key of its receipt, which nobody can guess', async () => {
      const [one, two] = [
        await sell('m1', '2026-11-24T10:00:00.000Z', { tea: 1 }),
        await sell('m1', '2026-11-24T10:00:01.000Z', { tea: 1 }),
      ];
      expect(one.receiptKey).toMatch(/^[0-9a-f]{32}$/);
      expect(one.receiptKey).not.toBe(two.receiptKey);
      expect(await store.findOrder(one.transactionId)).toEqual(one);
      expect(await store.findOrderByReceiptKey(two.receiptKey)).toEqual(two);
      expect(await store.findOrder('T20000101-000001')).toBeNull();
      for (const key of ['', one.transactionId, one.receiptKey.toUpperCase().replace(/\d/g, 'X')])
        expect(await store.findOrderByReceiptKey(key)).toBeNull();
    });

    it('finds those that a filter means, newest first', async () => {
      const all = idsOf(await fourSales());
      const found = async (filter: OrderFilter) =>
        idsOf((await store.searchOrders(filter, null, 10)).orders).map((id) => all.indexOf(id));
      expect(await found({})).toEqual([3, 2, 1, 0]);
      expect(await found({ from: '2026-11-23T10:00:00.000Z' })).toEqual([3, 2, 1]);
      expect(await found({ before: '2026-11-23T10:30:00.000Z' })).toEqual([1, 0]);
      expect(await found({ memberId: 'm1' })).toEqual([2, 0]);
      expect(await found({ productId: 'rice' })).toEqual([3, 2, 1]);
      expect(await found({ voided: true })).toEqual([2]);
      expect(await found({ voided: false })).toEqual([3, 1, 0]);
      expect(await found({ transactionPrefix: all[1]!.slice(0, 9) })).toEqual([2, 1]);
      expect(await found({ transactionPrefix: all[3]! })).toEqual([3]);
      // What a pattern language would understand otherwise.
      for (const transactionPrefix of ['%', 'T_', '.*', '-'])
        expect(await found({ transactionPrefix })).toEqual([]);
      expect(await found({ memberId: 'm1', productId: 'rice', voided: false })).toEqual([]);
      expect(await found({ memberId: 'forgotten' })).toEqual([]);
      await store.forgetMember('m1');
      expect(await found({ memberId: 'forgotten' })).toEqual([2, 0]);
    });

    it('turns pages without losing or repeating one, also while more is sold', async () => {
      const all = idsOf(await fourSales()).reverse();
      const first = await store.searchOrders({}, null, 3);
      await sell('m1', '2026-11-25T10:00:00.000Z', { tea: 1 });
      const second = await store.searchOrders({}, first.next, 3);
      expect([...idsOf(first.orders), ...idsOf(second.orders)]).toEqual(all);
      expect(first.next).toMatch(/^\d+$/);
      expect(second.next).toBeNull();
      expect((await store.searchOrders({}, null, 5)).next).toBeNull();
      expect(await store.searchOrders({ voided: true }, first.next, 3)).toEqual({ orders: [], next: null });
    });

    it('sums up days, hours and products, and voided ones apart', async () => {
      await fourSales();
      const hour = new Date('2026-11-23T10:00:00.000Z').getHours();
      const summary = await store.sumOrders({});
      expect(summary).toMatchObject({
        total: { sales: 3, takings: 25 + 70 + 85, items: 1 + 2 + 3 },
        hours: [{ hour, sales: 3, takings: 180, items: 6 }],
        products: [
          { productId: 'rice', quantity: 3, takings: 105 },
          { productId: 'tea', quantity: 3, takings: 75 },
        ],
        voided: { sales: 1, amount: 135 },
      });
      expect(summary.days.map(({ sales, takings }) => [sales, takings])).toEqual([
        [1, 25],
        [1, 70],
        [1, 85],
      ]);
      expect([...summary.days].sort((a, b) => a.date.localeCompare(b.date))).toEqual(summary.days);
      const some = await store.sumOrders({ from: '2026-11-23T00:00:00.000Z', memberId: 'm2' });
      expect(some.total).toEqual({ sales: 2, takings: 155, items: 5 });
      expect(some.voided).toEqual({ sales: 0, amount: 0 });
      expect(await store.sumOrders({ memberId: 'nobody' })).toEqual({
        total: { sales: 0, takings: 0, items: 0 },
        days: [],
        hours: [],
        products: [],
        voided: { sales: 0, amount: 0 },
      });
    });

    it('calls a product by the name of its latest sale', async () => {
      await sell('m1', '2026-11-22T10:00:00.000Z', { tea: 1 });
      await store.commitOrder(
        draft('m1', {
          lines: [{ ...line('tea', 1, 25), name: '新名' }],
          total: 25,
          createdAt: '2026-11-23T10:00:00.000Z',
        }),
      );
      expect((await store.sumOrders({})).products).toEqual([
        { productId: 'tea', name: '新名', quantity: 2, takings: 50 },
      ]);
    });

    it('takes a sale back once, with its items into counted stock, and keeps the first reason', async () => {
      const order = await sell('m1', '2026-11-24T10:00:00.000Z', { tea: 3, rice: 2 });
      const at = '2026-11-24T11:00:00.000Z';
      expect(await stockOfTea()).toBe(97);
      const both = await Promise.all(
        ['誤按', '又按'].map((reason) => store.voidOrder(order.transactionId, { at, reason })),
      );
      expect(both.map(({ outcome }) => outcome).sort()).toEqual(['already', 'voided']);
      expect(await stockOfTea()).toBe(100);
      expect((await store.listProducts()).find(({ id }) => id === 'rice')?.stock).toBeNull();
      const kept = await store.findOrder(order.transactionId);
      expect({ ...kept, voided: null }).toEqual(order);
      expect(kept?.voided?.at).toBe(at);
      for (const result of both) expect(result).toMatchObject({ order: kept! });
      expect(await store.voidOrder('T20000101-000001', { at, reason: '誤按' })).toEqual({
        outcome: 'unknown',
      });
      // A retry of the sale still finds it, and sells nothing again.
      expect(await store.commitOrder({ ...order, idempotency: null })).toMatchObject({
        outcome: 'already_stored',
        order: kept!,
      });
      expect(await stockOfTea()).toBe(100);
    });

    it('takes a sale back whose product is not there any more, or not counted any more', async () => {
      const order = await sell('m1', '2026-11-24T10:00:00.000Z', { tea: 3 });
      await store.changeProduct('tea', { stock: null });
      const voided = { at: '2026-11-24T11:00:00.000Z', reason: 'test' };
      expect(await store.voidOrder(order.transactionId, voided)).toMatchObject({ outcome: 'voided' });
      expect(await stockOfTea()).toBeNull();
    });
  });
}
