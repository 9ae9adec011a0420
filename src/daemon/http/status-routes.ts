/** For service managers and monitors: alive, ready, how fast. */
import type Router from '@koa/router';
import type { HealthReply, ReadyReply } from '../../protocol/index.js';
import type { DaemonContext } from '../context.js';

export interface Lifecycle {
  /** True from the moment a stop was asked for. */
  stopping: boolean;
}

export function addStatusRoutes(
  router: Router,
  { store, pool, metrics }: DaemonContext,
  lifecycle: Lifecycle,
): void {
  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok', uptime_s: Math.round(process.uptime()) } satisfies HealthReply;
  });

  router.get('/readyz', async (ctx) => {
    const storeOk = await store.listProducts().then(
      () => true,
      () => false,
    );
    const model = pool.isHealthy();
    const ready = storeOk && model && !lifecycle.stopping;
    ctx.status = ready ? 200 : 503;
    ctx.body = {
      ready,
      checks: { store: storeOk, model, stopping: lifecycle.stopping },
      workers: pool.workers,
      workers_replaced: pool.replaced,
    } satisfies ReadyReply;
  });

  router.get('/metrics', async (ctx) => {
    ctx.type = metrics.registry.contentType;
    ctx.body = await metrics.registry.metrics();
  });
}
