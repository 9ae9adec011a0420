/** Who a browser signed in as, known by a random cookie. Kept in memory: after a restart one signs in again. */
import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import { cookieAttributes } from './cookies.js';

export interface Tickets<T> {
  /** Signs a browser in. */
  give(ctx: Context, holder: T): void;
  /** Who the browser is signed in as, or null. */
  holderOf(ctx: Context): T | null;
  /** Signs a browser out. */
  take(ctx: Context): void;
  /** Ends every sign-in of those named. */
  end(isMeant: (holder: T) => boolean): void;
}

/**
 * @param cookie the cookie's name
 * @param lifeMs how long a sign-in holds
 */
export function createTickets<T>(cookie: string, lifeMs: number): Tickets<T> {
  // By a clock that nobody can set back.
  const held = new Map<string, { readonly holder: T; readonly until: number }>();

  function dropOld(): void {
    for (const [key, { until }] of held) if (until <= performance.now()) held.delete(key);
  }

  function keyOf(ctx: Context): string | null {
    const token = ctx.cookies.get(cookie);
    return token === undefined ? null : digest(token);
  }

  return {
    give(ctx, holder) {
      dropOld();
      const token = randomBytes(32).toString('base64url');
      held.set(digest(token), { holder, until: performance.now() + lifeMs });
      ctx.cookies.set(cookie, token, cookieAttributes(ctx, lifeMs));
    },
    holderOf(ctx) {
      dropOld();
      const key = keyOf(ctx);
      return (key === null ? undefined : held.get(key))?.holder ?? null;
    },
    take(ctx) {
      const key = keyOf(ctx);
      if (key !== null) held.delete(key);
      ctx.cookies.set(cookie, null, cookieAttributes(ctx, 0));
    },
    end(isMeant) {
      for (const [key, { holder }] of held) if (isMeant(holder)) held.delete(key);
    },
  };
}

/** The memory holds no cookie that could be used. */
function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
