/** What the owner sees first. */
import type Router from '@koa/router';
import type { TodayReply } from '../../../protocol/index.js';
import { dayOf, everyHour, filterOfDays, lowStockOf, shiftDay } from '../../../shop/index.js';
import type { DaemonContext } from '../../context.js';
import type { SessionRegistry } from '../../session/registry.js';
import { viewHealth } from './health.js';
import { viewKiosks } from './kiosks.js';
import { viewRows } from './transaction-views.js';

const RECENT = 8;

export function addTodayRoutes(router: Router, context: DaemonContext, registry: SessionRegistry): void {
  const { store } = context;
  router.get('/today', async (ctx) => {
    const date = dayOf(new Date());
    const yesterday = shiftDay(date, -1);
    const products = await store.listProducts();
    const today = await store.sumOrders(filterOfDays(date, date));
    const before = await store.sumOrders(filterOfDays(yesterday, yesterday));
    const { orders } = await store.searchOrders({}, null, RECENT);
    const kiosks = viewKiosks(registry.list());
    ctx.body = {
      date,
      today: today.total,
      yesterday: before.total,
      hours: everyHour(today),
      kiosks,
      health: await viewHealth(context, products, kiosks),
      low_stock: lowStockOf(products),
      recent: await viewRows(store, orders),
    } satisfies TodayReply;
  });
}
