/** The owner's catalogue: what is changed here holds for the very next frame and checkout. */
import type Router from '@koa/router';
import {
  type AdminProductReply,
  AppError,
  NewProductRequest,
  ProductChangeRequest,
} from '../../../protocol/index.js';
import type { DaemonContext } from '../../context.js';
import { showNewPrice } from '../../session/new-prices.js';
import type { SessionRegistry } from '../../session/registry.js';
import { broadcast } from '../../session/session.js';
import { parseInput } from '../errors.js';
import { readPicture } from './product-picture.js';
import { viewProduct, viewProducts } from './product-views.js';

export function addProductRoutes(router: Router, context: DaemonContext, registry: SessionRegistry): void {
  const { log } = context;
  const store = context.store.as('owner');

  /** Tells every counter that something changed, and the owner how the product is now. */
  const reply = async (id: string): Promise<AdminProductReply> => {
    for (const session of registry.list()) broadcast(session, { type: 'products_changed' });
    return { success: true, product: await viewProduct(context, id) };
  };

  router.get('/products', async (ctx) => {
    ctx.body = await viewProducts(context);
  });

  router.post('/products', async (ctx) => {
    const product = parseInput(NewProductRequest, ctx.request.body);
    if (!(await store.addProduct(product))) throw new AppError('product_exists', product.id);
    log.info({ product: product.id, price: product.price }, 'product added');
    ctx.body = await reply(product.id);
  });

  router.patch('/products/:id', async (ctx) => {
    const { id = '' } = ctx.params;
    const { stock_change, ...change } = parseInput(ProductChangeRequest, ctx.request.body);
    const changed = await store.changeProduct(id, { ...change, stockChange: stock_change });
    if (changed === null) throw new AppError('product_unknown', id);
    const { price, stock, active } = changed;
    if (change.price !== undefined) await showNewPrice(context, registry.list(), id);
    log.info({ product: id, fields: Object.keys(change), price, stock, active }, 'product changed');
    ctx.body = await reply(id);
  });

  router.put('/products/:id/picture', async (ctx) => {
    const { id = '' } = ctx.params;
    const picture = await readPicture(ctx.req, ctx.get('Content-Type'));
    if (!(await store.putProductPicture(id, picture))) throw new AppError('product_unknown', id);
    ctx.body = await reply(id);
  });

  router.delete('/products/:id/picture', async (ctx) => {
    const { id = '' } = ctx.params;
    if (!(await store.putProductPicture(id, null))) throw new AppError('product_unknown', id);
    ctx.body = await reply(id);
  });
}
