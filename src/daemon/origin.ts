/** Which web pages may talk to the daemon: our own, and those the owner named. Programs send no Origin and may. */
import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

export interface OriginRule {
  /** The address the daemon listens on. */
  readonly host: string;
  /** Further origins, e.g. `https://shop.example`. */
  readonly allowed: readonly string[];
}

/**
 * Whether a request may be served.
 *
 * On loopback the Host header must be a loopback name: a page of another site whose name was pointed at 127.0.0.1
 * ("DNS rebinding") would otherwise count as our own page.
 */
export function isAllowedOrigin(headers: IncomingHttpHeaders, rule: OriginRule): boolean {
  const { origin, host } = headers;
  if (isLoopback(rule.host) && host !== undefined && !LOOPBACK_NAMES.includes(host.replace(/:\d+$/, ''))) {
    return false;
  }
  if (origin === undefined || rule.allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
