/** Whether somebody may act for a session: its id may be the digest of a secret, and then only the secret opens it. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AppError, SECRET_SESSION, SECRET_SESSION_PREFIX } from '../../protocol/index.js';
import { offered } from './subprotocols.js';

/** The header that programs and our pages show it in. */
const HEADER = 'x-session-secret';

/**
 * `none`: this session has no secret, as those that older clients name. `shown`: the right one came along. `missing`: none did.
 * @throws AppError `wrong_session_secret` when another one did
 */
export function secretState(request: IncomingMessage, sessionId: string): 'none' | 'shown' | 'missing' {
  if (!SECRET_SESSION.test(sessionId)) return 'none';
  const secret = request.headers[HEADER] ?? offered(request, 'secret');
  if (typeof secret !== 'string') return 'missing';
  if (sessionOfSecret(secret) !== sessionId) throw new AppError('wrong_session_secret');
  return 'shown';
}

/** @throws AppError `wrong_session_secret` unless the session has none or the right one came along */
export function requireSecret(request: IncomingMessage, sessionId: string): void {
  if (secretState(request, sessionId) === 'missing') throw new AppError('wrong_session_secret');
}

/** Nothing of the secret is kept: whoever reads an id in a log or in the store cannot act for its session. */
export function sessionOfSecret(secret: string): string {
  return SECRET_SESSION_PREFIX + createHash('sha256').update(secret).digest('base64url');
}
