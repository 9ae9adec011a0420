/** Which product model the shop sells by. */
import { basename } from 'node:path';
import type Router from '@koa/router';
import { type AdminModel, type AdminModelsReply, UseModelRequest } from '../../../protocol/index.js';
import { compareWithModel, type Product, soldClasses } from '../../../shop/index.js';
import { classesOf, type LibraryEntry } from '../../../vision/index.js';
import type { DaemonContext } from '../../context.js';
import { parseInput } from '../errors.js';

export function addModelRoutes(router: Router, context: DaemonContext): void {
  const { models } = context;

  router.get('/models', async (ctx) => {
    ctx.body = await viewModels(context);
  });

  router.post('/models/use', async (ctx) => {
    await models.use(parseInput(UseModelRequest, ctx.request.body).name, 'owner');
    ctx.body = await viewModels(context);
  });

  router.post('/models/roll-back', async (ctx) => {
    await models.rollBack('owner');
    ctx.body = await viewModels(context);
  });
}

async function viewModels({ models, pool, store }: DaemonContext): Promise<AdminModelsReply> {
  const { choice, changing, library } = models;
  const products = await store.listProducts();
  const entries = await library.list();
  return {
    pinned: choice === null ? basename(pool.model.file) : null,
    changing,
    previous: choice?.previous ?? null,
    failed: choice?.failed ?? null,
    models: entries.map((entry) => viewModel(entry, products, entry.name === choice?.name)),
  };
}

function viewModel(entry: LibraryEntry, products: readonly Product[], inUse: boolean): AdminModel {
  const classes = classesOf(entry);
  return {
    name: entry.name,
    in_use: inUse,
    input: entry.input,
    bytes: entry.bytes,
    added_at: entry.added_at,
    analysis_ms: entry.analysis_ms,
    classes: soldClasses(products, classes).map(({ classId, className, product }) => ({
      class_id: classId,
      class_name: className,
      product: product && { id: product.id, name: product.name },
    })),
    unseen: compareWithModel(products, classes).unseen.map(({ id, name }) => ({ id, name })),
  };
}
