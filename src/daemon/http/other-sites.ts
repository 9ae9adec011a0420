import type { Middleware } from 'koa';
import { AppError } from '../../protocol/index.js';

/**
 * Refuses what a browser says comes from another site or from another port of this computer, from where it sends our
 * cookies along. Where browsers do not say it (plain http on a network), SameSite and the check of origins stand alone.
 * @throws AppError `origin_refused`
 */
export const refuseOtherSites: Middleware = (ctx, next) => {
  const site = ctx.get('Sec-Fetch-Site');
  if (site !== '' && site !== 'same-origin' && site !== 'none') throw new AppError('origin_refused');
  return next();
};
