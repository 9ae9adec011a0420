import type { Middleware } from 'koa';
import { guessesByRoute } from '../../protocol/describe/index.js';
import { createRate, isLimited, keyOf } from '../access/rates.js';
import type { DaemonContext } from '../context.js';

/** Of one address. A page with all its pictures is a few dozen reads, a counter one write every few seconds. */
const READS = { perSecond: 50, burst: 400 };
const WRITES = { perSecond: 5, burst: 60 };
/** PINs, passwords and tokens that may be wrong, beside what locks the number or the password itself. */
const GUESSES = { perSecond: 1 / 3, burst: 20 };

/** Refuses what one address asks too often. @throws AppError `rate_limited` */
export function limitRequests({ options, peerOf }: DaemonContext): Middleware {
  const isGuess = guessesByRoute();
  const read = createRate(READS);
  const write = createRate(WRITES);
  const guess = createRate(GUESSES);
  return (ctx, next) => {
    const peer = peerOf(ctx.req);
    if (!isLimited(peer, options.rateLimits)) return next();
    const key = keyOf(peer);
    if (ctx.method === 'GET' || ctx.method === 'HEAD') read(key);
    else write(key);
    if (isGuess.has(`${ctx.method} ${ctx.path}`)) guess(key);
    return next();
  };
}
