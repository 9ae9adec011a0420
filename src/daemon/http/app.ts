/** The Koa application: security headers, one error path, the API, the kiosk page. */
import { bodyParser } from '@koa/bodyparser';
import cors from '@koa/cors';
import Router from '@koa/router';
import Koa, { type Middleware } from 'koa';
import { AppError } from '../../protocol/index.js';
import { authorise, routesOf } from '../access/authorise.js';
import { isSealedEnough } from '../access/peer.js';
import type { DaemonContext } from '../context.js';
import { originRule } from '../options.js';
import { isAllowedOrigin } from '../origin.js';
import type { SessionRegistry } from '../session/registry.js';
import { addAdminRoutes } from './admin/index.js';
import { addDescriptionRoutes } from './description-routes.js';
import { addDeviceRoutes } from './device-routes.js';
import { addEdgeRoutes } from './edge-routes.js';
import { handleErrors } from './errors.js';
import { addFaceRoutes } from './face-routes.js';
import { securityHeaders } from './headers.js';
import { addKioskRoutes } from './kiosk-routes.js';
import { limitRequests } from './limit-requests.js';
import { createLoginGate } from './login-gate.js';
import { addMeRoutes } from './me-routes.js';
import { servePages } from './pages.js';
import { addPictureRoutes } from './picture-routes.js';
import { addReceiptRoutes } from './receipt-routes.js';
import { addShopRoutes } from './shop-routes.js';
import { addStatusRoutes, type Lifecycle } from './status-routes.js';

const BODY_LIMIT = '64kb';

export function createApp(context: DaemonContext, registry: SessionRegistry, lifecycle: Lifecycle): Koa {
  const { options } = context;
  // A guard's path is compared letter by letter, so a route's must be too: `/API/admin/…` would pass it by.
  const router = new Router({ sensitive: true });
  const gate = createLoginGate();
  addShopRoutes(router, context, registry, gate);
  addFaceRoutes(router, context, registry, gate);
  addStatusRoutes(router, context, lifecycle);
  addDeviceRoutes(router, context);
  addKioskRoutes(router, context);
  addEdgeRoutes(router, context);
  addPictureRoutes(router, context);
  addReceiptRoutes(router, context);
  addMeRoutes(router, context, registry, gate);
  addAdminRoutes(router, context, registry, gate);
  addDescriptionRoutes(router);
  context.log.debug({ routes: routesOf(router) }, 'routes');

  const app = new Koa();
  // Everything that can be refused was answered by then; what is left is a client that went away.
  app.on('error', (error) => context.log.debug({ reason: (error as Error).message }, 'connection error'));
  for (const headers of securityHeaders(options)) app.use(headers);
  app.use(corsFor(options.corsOrigins));
  app.use(keepNothing);
  app.use(handleErrors(context));
  app.use(limitRequests(context));
  app.use(refusePlain(context));
  app.use(refuseForeignOrigins(context));
  app.use(bodyParser({ enableTypes: ['json'], jsonLimit: BODY_LIMIT, onError: refuseBody }));
  app.use(authorise(router, context));
  app.use(router.routes());
  app.use(router.allowedMethods());
  app.use(servePages(options.kioskDir));
  return app;
}

/** Only named origins are told that they may read answers, and never with credentials. */
function corsFor(allowed: readonly string[]): Middleware {
  return cors({
    origin: (ctx) => (allowed.includes(ctx.get('Origin')) ? ctx.get('Origin') : ''),
    allowMethods: 'GET,POST',
    allowHeaders: 'Authorization,Content-Type,Idempotency-Key,X-Session-Secret',
  }) as Middleware;
}

/** What the API says is of this moment and may be about a person: no cache may keep it. */
const keepNothing: Middleware = (ctx, next) => {
  if (ctx.path.startsWith('/api/')) ctx.set('Cache-Control', 'no-store');
  return next();
};

/** What a service manager asks of the port itself says nothing about anybody. */
const PLAIN = ['/healthz', '/readyz'];

function refusePlain({ options, peerOf }: DaemonContext): Middleware {
  return (ctx, next) => {
    if (PLAIN.includes(ctx.path) || isSealedEnough(peerOf(ctx.req), options)) return next();
    throw new AppError('tls_required');
  };
}

function refuseForeignOrigins({ options, peerOf }: DaemonContext): Middleware {
  const rule = originRule(options);
  return (ctx, next) => {
    if (isAllowedOrigin(ctx.req.headers, peerOf(ctx.req).host, rule)) return next();
    throw new AppError('origin_refused');
  };
}

function refuseBody(error: Error & { status?: number }): never {
  if (error.status === 413) throw new AppError('payload_too_large', `more than ${BODY_LIMIT}`);
  throw new AppError('bad_json');
}
