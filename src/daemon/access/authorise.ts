/** Asks of every request what the table of endpoints says about its route, before the route is run. */
import type Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { callersByRoute, type Caller as Row } from '../../protocol/describe/index.js';
import type { DaemonContext } from '../context.js';
import { type Caller, identify, requireDevice, requireEdge, requireKiosk } from './caller.js';
import { requireSecret } from './session-secret.js';

/** e.g. `GET /api/transactions/:member`. */
export function routesOf({ stack }: Router): readonly string[] {
  return stack.flatMap(({ methods, path }) =>
    methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${path}`),
  );
}

/**
 * The owner's cookie, a member's, and what only this computer may do are asked for in their routes; devices and sessions here.
 * @throws Error when the table has no row for a route
 */
export function authorise(router: Router, context: DaemonContext): Middleware {
  const table = callersByRoute();
  const strange = routesOf(router).filter((route) => !table.has(route));
  if (strange.length > 0) throw new Error(`no row says who may call ${strange.join(', ')}`);

  return async (ctx, next) => {
    const method = ctx.method === 'HEAD' ? 'GET' : ctx.method;
    // All of them: a router runs the first that matches, and others when it hands on.
    for (const { methods, path } of router.match(ctx.path, ctx.method).pathAndMethod)
      if (methods.length > 0) await check(table.get(`${method} ${path}`), ctx, context);
    return next();
  };
}

async function check(row: Row | undefined, ctx: Context, context: DaemonContext): Promise<void> {
  const who = () => callerOf(ctx, context);
  if (row === 'device') requireDevice(await who());
  if (row === 'edge') requireEdge(await who());
  if (row === 'kiosk') requireKiosk(await who());
  const sessionId = sessionIn(ctx);
  if ((row !== 'kiosk' && row !== 'member') || sessionId === null) return;
  // A member's own browser names no session.
  if (row === 'member') requireKiosk(await who());
  requireSecret(ctx.req, sessionId);
}

function callerOf(ctx: Context, { peerOf, devices, options }: DaemonContext): Promise<Caller> {
  return identify(ctx.req, peerOf(ctx.req), devices, options.insecure);
}

/** Whatever is no text is refused by the route's schema. */
function sessionIn(ctx: Context): string | null {
  const { session_id: inBody } = (ctx.request.body ?? {}) as { readonly session_id?: unknown };
  const named = ctx.method === 'GET' || ctx.method === 'HEAD' ? ctx.query.session_id : inBody;
  return typeof named === 'string' ? named : null;
}
