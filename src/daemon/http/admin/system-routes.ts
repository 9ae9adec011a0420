/** How the machine behind the shop does, its log, and a copy of the store to take away. */
import { basename } from 'node:path';
import type Router from '@koa/router';
import type { LogReply, SystemReply } from '../../../protocol/index.js';
import { compareWithModel, idsLearned, membersWithFace } from '../../../shop/index.js';
import type { DaemonContext } from '../../context.js';
import type { SessionRegistry } from '../../session/registry.js';
import { readVersion } from '../../version.js';
import { streamBackup } from './backup.js';
import { freeBytes } from './health.js';
import { viewLatency } from './latency.js';
import { viewProducts } from './product-views.js';

const SHOWN_LINES = 300;

export function addSystemRoutes(router: Router, context: DaemonContext, registry: SessionRegistry): void {
  const version = readVersion();

  router.get('/system', async (ctx) => {
    ctx.body = {
      version,
      node: process.versions.node,
      uptime_s: Math.round(process.uptime()),
      memory_bytes: process.memoryUsage.rss() + context.pool.usage.rss,
      sockets: registry.list().reduce((sum, { watchers }) => sum + watchers.size, 0),
      sessions: registry.size,
      model: await viewModel(context),
      latency: await viewLatency(context.metrics.turnaround),
      faces: { state: context.faces.view.state, members: (await membersWithFace(context.store)).size },
      storage: await viewStorage(context),
    } satisfies SystemReply;
  });

  router.get('/log', (ctx) => {
    ctx.body = { lines: context.logTail.lines().slice(-SHOWN_LINES) } satisfies LogReply;
  });

  router.get('/backup', async (ctx) => {
    const { file, bytes, stream } = await streamBackup(context);
    context.log.info({ bytes }, 'backup taken');
    ctx.attachment(file);
    ctx.type = 'application/vnd.sqlite3';
    ctx.length = bytes;
    ctx.body = stream;
  });
}

async function viewModel(context: DaemonContext): Promise<SystemReply['model']> {
  const { pool, store } = context;
  const { products, classes } = await viewProducts(context);
  const { unseen } = compareWithModel(
    await store.listProducts(),
    pool.model.classes,
    await idsLearned(store),
  );
  const names = new Map(products.map(({ id, name }) => [id, name]));
  const { width, height } = pool.model.input.size;
  return {
    file: basename(pool.model.file),
    input: { width, height },
    workers: pool.workers,
    healthy: pool.isHealthy(),
    classes: classes.map(({ class_id, class_name, product_id }) => ({
      class_id,
      class_name,
      product: product_id === null ? null : { id: product_id, name: names.get(product_id) ?? product_id },
    })),
    unseen: unseen.map(({ id, name }) => ({ id, name })),
  };
}

async function viewStorage(context: DaemonContext): Promise<SystemReply['storage']> {
  const { kind, usedBytes } = await context.store.storage();
  return { kind, used_bytes: usedBytes, free_bytes: await freeBytes(context) };
}
