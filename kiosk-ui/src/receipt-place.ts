/** Where a receipt can be read after the visit, and from where that address can be reached. */
import type { KioskInfo } from './types';

export interface ReceiptPlace {
  readonly url: string;
  /** No phone gets there: the address is this computer's own name for itself. */
  readonly isHereOnly: boolean;
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/**
 * Under the address that the owner named, else under the one this page was opened by. Null where nobody could open it:
 * on loopback, except in a demo, which is tried out on one computer.
 */
export function placeOfReceipt(
  key: string,
  kiosk: KioskInfo | null,
  { hostname, origin }: { readonly hostname: string; readonly origin: string },
): ReceiptPlace | null {
  const named = kiosk?.public_url ?? null;
  const isHereOnly = named === null && isLoopback(hostname);
  if (isHereOnly && !kiosk?.demo) return null;
  return { url: `${named ?? origin}/receipt/${key}`, isHereOnly };
}
