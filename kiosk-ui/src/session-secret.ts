/** A session of this page's own: its id is the digest of a secret, so that whoever reads the id cannot act for it. */
import { SECRET_SESSION_PREFIX } from '../../src/protocol/session-id';
import { readKept, writeKept } from './kept';

export const SESSION_KEPT_AS = 'yolo1125.session';
const SECRET_KEPT_AS = 'yolo1125.session-secret';
const SECRET_BYTES = 32;

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** Makes this tab's session unless it has one. On a plain-http page browsers digest nothing: there the random id is all. */
export async function prepareSession(): Promise<void> {
  if (readKept('session', SESSION_KEPT_AS) !== null || crypto.subtle === undefined) return;
  const secret = base64url(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  writeKept('session', SECRET_KEPT_AS, secret);
  writeKept('session', SESSION_KEPT_AS, SECRET_SESSION_PREFIX + base64url(new Uint8Array(digest)));
}

/** Null for a session that is not this tab's, or has no secret. */
function secretOf(sessionId: string): string | null {
  return readKept('session', SESSION_KEPT_AS) === sessionId ? readKept('session', SECRET_KEPT_AS) : null;
}

/** What a request about a session is sent with. */
export function secretHeaders(sessionId: string | null): Record<string, string> {
  const secret = sessionId === null ? null : secretOf(sessionId);
  return secret === null ? {} : { 'X-Session-Secret': secret };
}

/** What the session's socket is opened with: a browser sets no headers there. */
export function secretProtocols(sessionId: string): string[] {
  const secret = secretOf(sessionId);
  return secret === null ? [] : ['yolo1125', `yolo1125.secret.${secret}`];
}
