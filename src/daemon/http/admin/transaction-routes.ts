/** The owner's sales: look through, take out, void. */
import type Router from '@koa/router';
import {
  AppError,
  TransactionFilter,
  type TransactionListReply,
  TransactionQuery,
  VoidRequest,
} from '../../../protocol/index.js';
import type { DaemonContext } from '../../context.js';
import { parseInput } from '../errors.js';
import { salesAsCsv } from './sales-csv.js';
import { toOrderFilter, viewOrder, viewRows } from './transaction-views.js';

export function addTransactionRoutes(router: Router, context: DaemonContext): void {
  const { log } = context;
  const store = context.store.as('owner');
  router.get('/transactions', async (ctx) => {
    const { cursor, limit, ...filter } = parseInput(TransactionQuery, ctx.query);
    const wanted = toOrderFilter(filter);
    const { orders, next } = await store.searchOrders(wanted, cursorOf(cursor), limit);
    ctx.body = {
      transactions: await viewRows(store, orders),
      next,
      total: (await store.sumOrders(wanted)).total,
    } satisfies TransactionListReply;
  });

  router.get('/transactions.csv', async (ctx) => {
    const filter = parseInput(TransactionFilter, ctx.query);
    const csv = await salesAsCsv(store, toOrderFilter(filter));
    ctx.attachment('yolo1125-sales.csv');
    ctx.type = 'text/csv; charset=utf-8';
    ctx.body = csv;
  });

  router.get('/transactions/:id', async (ctx) => {
    const { id = '' } = ctx.params;
    const order = await store.findOrder(id);
    if (order === null) throw new AppError('transaction_unknown', id);
    ctx.body = await viewOrder(store, order);
  });

  router.post('/transactions/:id/void', async (ctx) => {
    const { id = '' } = ctx.params;
    const { reason } = parseInput(VoidRequest, ctx.request.body);
    const result = await store.voidOrder(id, { at: new Date().toISOString(), reason });
    if (result.outcome === 'unknown') throw new AppError('transaction_unknown', id);
    if (result.outcome === 'already') throw new AppError('already_voided', id);
    log.info({ transaction: id, total: result.order.total }, 'sale voided');
    ctx.body = await viewOrder(store, result.order);
  });
}

/** @throws AppError `bad_request` for what no page of ours gave */
function cursorOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!/^[\w-]{1,64}$/.test(text))
    throw new AppError('bad_request', 'cursor: is none that a page before gave');
  return text;
}
