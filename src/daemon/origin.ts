/** Which web pages may talk to the daemon: our own, and those the owner named. Programs send no Origin and may. */
import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

export interface OriginRule {
  /** Whether only loopback names are ours, because the daemon listens there and nobody speaks for clients. */
  readonly loopbackOnly: boolean;
  /** Further origins, e.g. `https://shop.example`. */
  readonly allowed: readonly string[];
}

/**
 * Whether a request may be served.
 *
 * On loopback the Host header must be a loopback name: a page of another site whose name was pointed at 127.0.0.1
 * ("DNS rebinding") would otherwise count as our own page.
 * @param host that the client asked for
 */
export function isAllowedOrigin(
  { origin }: IncomingHttpHeaders,
  host: string | undefined,
  { loopbackOnly, allowed }: OriginRule,
): boolean {
  if (loopbackOnly && host !== undefined && !isLoopbackName(host)) return false;
  return isOwnOrigin(origin, host) || allowed.includes(origin ?? '');
}

/** Whether a request comes from a page of ours, or from a program. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

/** @param host with or without a port */
export function isLoopbackName(host: string): boolean {
  return LOOPBACK_NAMES.includes(host.replace(/:\d+$/, ''));
}
