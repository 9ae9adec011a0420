/** The pages beside the kiosk: each address of theirs is one file, whose script reads the rest of the address. */
import type { Middleware } from 'koa';
import serveStatic from 'koa-static';

const FILES: readonly (readonly [RegExp, string])[] = [
  [/^\/admin(\/.*)?$/, '/admin.html'],
  [/^\/me\/?$/, '/me.html'],
  [/^\/receipt\/[^/]+$/, '/receipt.html'],
];

/** Names with a digest of the content, made by the build. */
const HASHED = /[\\/]static[\\/]/;
const KEEP = 'public, max-age=31536000, immutable';

export function servePages(folder: string): Middleware {
  const serve = serveStatic(folder, {
    setHeaders: (res, path) => {
      res.setHeader('Cache-Control', HASHED.test(path) ? KEEP : 'no-cache');
    },
  });
  return (ctx, next) => {
    const file = FILES.find(([address]) => address.test(ctx.path))?.[1];
    if (file !== undefined) ctx.path = file;
    return serve(ctx, next);
  };
}
