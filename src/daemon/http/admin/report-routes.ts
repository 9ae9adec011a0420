/** The owner's figures over days. */
import type Router from '@koa/router';
import { AppError, ReportQuery } from '../../../protocol/index.js';
import { reportOf, shiftDay } from '../../../shop/index.js';
import type { DaemonContext } from '../../context.js';
import { parseInput } from '../errors.js';

/** Longer ranges would make a chart that nobody can read, and a reply that takes long. */
const MAX_DAYS = 366;

export function addReportRoutes(router: Router, { store }: DaemonContext): void {
  router.get('/reports', async (ctx) => {
    const { from, to } = parseInput(ReportQuery, ctx.query);
    if (from > to) throw new AppError('bad_request', 'from: must not be after to');
    if (to >= shiftDay(from, MAX_DAYS)) throw new AppError('bad_request', `to: at most ${MAX_DAYS} days`);
    ctx.body = await reportOf(store, from, to);
  });
}
