/** Sums of sales by day, hour and product, on the clock of the shop's place. */
import {
  dayOf,
  type Order,
  quantityOf,
  type SalesSum,
  type SalesSummary,
  subtotalOf,
} from '../../shop/index.js';

type ProductSum = SalesSummary['products'][number];

const NO_SALES: SalesSum = { sales: 0, takings: 0, items: 0 };

export interface Summary {
  /** Call it oldest first: a product gets the name of the latest sale. */
  add(order: Order): void;
  result(): SalesSummary;
}

export function createSummary(): Summary {
  let total = NO_SALES;
  let voided = { sales: 0, amount: 0 };
  const days = new Map<string, SalesSum>();
  const hours = new Map<number, SalesSum>();
  const products = new Map<string, ProductSum>();

  function addLines({ lines }: Order): void {
    for (const line of lines) {
      const { productId, name, quantity } = line;
      const before = products.get(productId);
      products.set(productId, {
        productId,
        name,
        quantity: (before?.quantity ?? 0) + quantity,
        takings: (before?.takings ?? 0) + subtotalOf(line),
      });
    }
  }

  return {
    add(order) {
      if (order.voided !== null) {
        voided = { sales: voided.sales + 1, amount: voided.amount + order.total };
        return;
      }
      const at = new Date(order.createdAt);
      total = plus(total, order);
      days.set(dayOf(at), plus(days.get(dayOf(at)), order));
      hours.set(at.getHours(), plus(hours.get(at.getHours()), order));
      addLines(order);
    },
    result: () => ({
      total,
      days: [...days].map(([date, sum]) => ({ date, ...sum })).sort((a, b) => (a.date < b.date ? -1 : 1)),
      hours: [...hours].map(([hour, sum]) => ({ hour, ...sum })).sort((a, b) => a.hour - b.hour),
      products: [...products.values()].sort(byTakings),
      voided,
    }),
  };
}

function plus({ sales, takings, items }: SalesSum = NO_SALES, { total, lines }: Order): SalesSum {
  return { sales: sales + 1, takings: takings + total, items: items + quantityOf(lines) };
}

function byTakings(a: ProductSum, b: ProductSum): number {
  return b.takings - a.takings || b.quantity - a.quantity || (a.productId < b.productId ? -1 : 1);
}
