/** Teaching products from pictures; what was taught holds for the very next frame. */
import type Router from '@koa/router';
import {
  type AdminProductReply,
  AppError,
  type LearnedPicturesReply,
  TeachQuery,
  type TeachReply,
} from '../../../protocol/index.js';
import { MAX_LEARNED_VIEWS, MIN_LEARNED_VIEWS } from '../../../shop/index.js';
import type { DaemonContext } from '../../context.js';
import { teachPicture } from '../../learned/teach.js';
import { parseInput } from '../errors.js';
import { readPicture } from './product-picture.js';
import { viewProduct } from './product-views.js';

/** Longer side of a teaching picture, pixels: a product that fills half of it is larger than the embedder's input. */
const TEACHING_SIDE = 1280;

export function addLearnedRoutes(router: Router, context: DaemonContext): void {
  const { log } = context;
  const store = context.store.as('owner');

  const find = async (id: string) => {
    const product = (await store.listProducts()).find((one) => one.id === id);
    if (product === undefined) throw new AppError('product_unknown', id);
    return product;
  };

  router.get('/products/:id/learned', async (ctx) => {
    const { id = '' } = ctx.params;
    await find(id);
    const learned = await store.findLearned(id);
    ctx.body = {
      needed: MIN_LEARNED_VIEWS,
      most: MAX_LEARNED_VIEWS,
      pictures: (learned?.views ?? []).map(
        (_, index) => `/api/admin/products/${id}/learned/${index}?v=${learned?.version ?? ''}`,
      ),
    } satisfies LearnedPicturesReply;
  });

  router.get('/products/:id/learned/:number', async (ctx) => {
    const { id = '', number = '' } = ctx.params;
    const view = (await store.findLearned(id))?.views[Number(number)];
    if (view === undefined) throw new AppError('not_found', ctx.path);
    ctx.type = 'image/jpeg';
    ctx.body = Buffer.from(view.jpeg);
  });

  router.post('/products/:id/learned', async (ctx) => {
    const { middle } = parseInput(TeachQuery, ctx.query);
    const product = await find(ctx.params.id ?? '');
    const { jpeg } = await readPicture(ctx.req, ctx.get('Content-Type'), TEACHING_SIDE);
    const taught = await teachPicture({ ...context, store }, product, jpeg, middle === 'yes');
    log.info({ product: product.id, outcome: taught.outcome }, 'product shown to be learned');
    ctx.body = { ...taught, product: await viewProduct(context, product.id) } satisfies TeachReply;
  });

  router.delete('/products/:id/learned', async (ctx) => {
    const { id } = await find(ctx.params.id ?? '');
    await store.removeLearned(id);
    log.info({ product: id }, 'product forgotten by its looks');
    ctx.body = { success: true, product: await viewProduct(context, id) } satisfies AdminProductReply;
  });
}
