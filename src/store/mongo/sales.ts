/** Looking through the sales in MongoDB, and summing them up. */
import type { Filter } from 'mongodb';
import type { Order, OrderFilter, Store } from '../../shop/index.js';
import type { MongoContext } from './context.js';
import { type OrderDoc, toOrder } from './documents.js';
import { createSummary } from './summary.js';

type SalesPart = Pick<
  Store,
  'listOrders' | 'findOrder' | 'findOrderByReceiptKey' | 'searchOrders' | 'sumOrders' | 'sumOrdersByMember'
>;

export function mongoSales({ orders }: MongoContext): SalesPart {
  async function findOne(filter: Filter<OrderDoc>): Promise<Order | null> {
    const doc = await orders.findOne({ ...filter, state: 'stored' });
    return doc && toOrder(doc);
  }

  return {
    async listOrders(memberId) {
      const docs = await orders.find({ memberId, state: 'stored' }).sort({ number: -1 }).toArray();
      return docs.map(toOrder);
    },
    findOrder: (transactionId) => findOne({ transactionId }),
    findOrderByReceiptKey: (receiptKey) => findOne({ receiptKey }),
    async searchOrders(filter, cursor, limit) {
      const after = cursor === null ? {} : { number: { $lt: Number(cursor) } };
      const docs = await orders
        .find({ ...filterOf(filter), ...after })
        .sort({ number: -1 })
        .limit(limit + 1)
        .toArray();
      const shown = docs.slice(0, limit);
      const next = docs.length > limit ? String(shown.at(-1)?.number) : null;
      return { orders: shown.map(toOrder), next };
    },
    // Added up here and not by the server, in one pass over one answer: all figures are of the same sales, and whole.
    async sumOrders(filter) {
      const summary = createSummary();
      for await (const doc of orders.find(filterOf(filter)).sort({ number: 1 })) summary.add(toOrder(doc));
      return summary.result();
    },
    async sumOrdersByMember() {
      const sums = new Map<string, { readonly sales: number; readonly takings: number }>();
      for await (const doc of orders.find({ state: 'stored', voided: null })) {
        const { memberId, total } = toOrder(doc);
        const { sales, takings } = sums.get(memberId) ?? { sales: 0, takings: 0 };
        sums.set(memberId, { sales: sales + 1, takings: takings + total });
      }
      return sums;
    },
  };
}

function filterOf({
  from,
  before,
  memberId,
  productId,
  voided,
  transactionPrefix,
}: OrderFilter): Filter<OrderDoc> {
  const times = {
    ...(from === undefined ? {} : { $gte: from }),
    ...(before === undefined ? {} : { $lt: before }),
  };
  return {
    state: 'stored',
    ...(Object.keys(times).length === 0 ? {} : { createdAt: times }),
    ...(memberId === undefined ? {} : { memberId }),
    ...(productId === undefined ? {} : { 'lines.productId': productId }),
    ...(voided === undefined ? {} : { voided: voided ? { $ne: null } : null }),
    ...(transactionPrefix === undefined
      ? {}
      : { transactionId: { $regex: `^${transactionPrefix.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}` } }),
  };
}
