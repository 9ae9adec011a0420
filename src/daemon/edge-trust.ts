/** Whose facts are believed: an edge that shows the token which the owner gave it. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '../protocol/index.js';

const BEARER = /^Bearer (\S+)$/;

/**
 * Whether a request comes from an edge of ours. A daemon without a token trusts none.
 * @param authorization the request's header
 * @throws AppError `wrong_edge_token` for a token that is not the daemon's: its edge should be told, not half believed
 */
export function isTrustedEdge(authorization: string | undefined, token: string | null): boolean {
  const shown = BEARER.exec(authorization ?? '')?.[1];
  if (shown === undefined || token === null) return false;
  // Digests are of one length, and comparing them takes one time.
  if (timingSafeEqual(digest(shown), digest(token))) return true;
  throw new AppError('wrong_edge_token');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
