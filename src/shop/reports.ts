/** Figures over days, for the owner. */
import type { HourFigures, LowStock, ReportReply, SalesFigures } from '../protocol/index.js';
import type { Product } from './catalogue.js';
import { shiftDay, startOfDay } from './day.js';
import type { OrderFilter, SalesSummary, Store } from './store-port.js';

/** With so few items left or fewer the owner is told. */
export const LOW_STOCK = 5;

/** Times of the year after it are written longer and sort before all others. */
const LAST_DAY = '9999-12-31';

const NOTHING: SalesFigures = { sales: 0, takings: 0, items: 0 };

/** The orders of some days, both included; either end may be open. */
export function filterOfDays(from: string | undefined, to: string | undefined): OrderFilter {
  return {
    from: from === undefined ? undefined : startOfDay(from).toISOString(),
    before: to === undefined || to === LAST_DAY ? undefined : startOfDay(shiftDay(to, 1)).toISOString(),
  };
}

/** @param from first day, `YYYY-MM-DD`; not after `to` */
export async function reportOf(store: Store, from: string, to: string): Promise<ReportReply> {
  const summary = await store.sumOrders(filterOfDays(from, to));
  return {
    from,
    to,
    total: summary.total,
    voided: summary.voided,
    days: everyDay(summary, from, to),
    hours: everyHour(summary),
    products: summary.products.map(({ productId, name, quantity, takings }) => ({
      product_id: productId,
      name,
      quantity,
      takings,
    })),
    low_stock: lowStockOf(await store.listProducts()),
  };
}

/** Products on sale that run out, the fewest first. */
export function lowStockOf(products: readonly Product[]): readonly LowStock[] {
  return products
    .flatMap(({ id, name, stock, active }) =>
      active && stock !== null && stock <= LOW_STOCK ? [{ product_id: id, name, stock }] : [],
    )
    .sort((a, b) => a.stock - b.stock);
}

export function everyHour({ hours }: SalesSummary): readonly HourFigures[] {
  const found = new Map(hours.map((figures) => [figures.hour, figures]));
  return Array.from({ length: 24 }, (_, hour) => found.get(hour) ?? { hour, ...NOTHING });
}

function everyDay({ days }: SalesSummary, from: string, to: string): ReportReply['days'] {
  const found = new Map(days.map((figures) => [figures.date, figures]));
  const all: ReportReply['days'][number][] = [];
  for (let date = from; date <= to; date = shiftDay(date, 1))
    all.push(found.get(date) ?? { date, ...NOTHING });
  return all;
}
