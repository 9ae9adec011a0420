/** The products' pictures, as customers see them. */
import type Router from '@koa/router';
import { AppError } from '../../protocol/index.js';
import type { DaemonContext } from '../context.js';

/** A picture's address is another one after each change, so it may be kept for ever. */
const KEEP = 'public, max-age=31536000, immutable';

/** Where a product's picture is, or null when it has none. */
export function pictureAddress(versions: ReadonlyMap<string, string>, productId: string): string | null {
  const version = versions.get(productId);
  return version === undefined ? null : `/pictures/${productId}?v=${version}`;
}

export function addPictureRoutes(router: Router, { store }: DaemonContext): void {
  router.get('/pictures/:product', async (ctx) => {
    const picture = await store.findProductPicture(ctx.params.product ?? '');
    if (picture === null) throw new AppError('not_found', ctx.path);
    ctx.type = 'image/jpeg';
    ctx.set('Cache-Control', ctx.query.v === picture.version ? KEEP : 'no-cache');
    ctx.body = Buffer.from(picture.jpeg);
  });
}
