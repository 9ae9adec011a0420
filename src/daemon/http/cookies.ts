import type { Context } from 'koa';

/**
 * What every cookie of ours is set with. `strict`: a page of another site cannot make the browser act as the one signed in.
 * @param maxAge ms
 */
export function cookieAttributes(ctx: Context, maxAge: number) {
  const byTls = ctx.secure || ctx.get('X-Forwarded-Proto') === 'https';
  // Behind a proxy the connection to us is plain; the cookie must be sent over TLS only all the same.
  if (byTls) ctx.cookies.secure = true;
  return { httpOnly: true, sameSite: 'strict', path: '/', maxAge, secure: byTls, overwrite: true } as const;
}
