/** What was done in the shop, as it was written down. */
import type Router from '@koa/router';
import { AuditEntryView, AuditQuery, type AuditReply } from '../../../protocol/index.js';
import type { AuditEntry } from '../../../shop/index.js';
import type { DaemonContext } from '../../context.js';
import { parseInput } from '../errors.js';

export function addAuditRoutes(router: Router, { store }: DaemonContext): void {
  router.get('/audit', async (ctx) => {
    const { kind = null, cursor = null, limit } = parseInput(AuditQuery, ctx.query);
    const found = await store.searchAudit(kind, cursor, limit + 1);
    const shown = found.slice(0, limit);
    const [last] = await store.searchAudit(null, null, 1);
    ctx.body = {
      entries: shown.map(viewEntry),
      next: found.length > limit ? (shown.at(-1)?.number ?? null) : null,
      head: last === undefined ? null : { number: last.number, hash: last.hash },
    } satisfies AuditReply;
  });
}

function viewEntry({ number, at, actor, kind, facts, previous, hash }: AuditEntry): AuditEntryView {
  return AuditEntryView.parse({ number, at, actor, kind, facts: JSON.parse(facts), previous, hash });
}
