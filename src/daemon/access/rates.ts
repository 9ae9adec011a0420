/** How often who may do what. Generous: they stop floods, not work. */
import { isIPv6 } from 'node:net';
import { AppError } from '../../protocol/index.js';
import type { RateLimits } from '../options.js';
import type { Peer } from './peer.js';

export interface Rate {
  readonly perSecond: number;
  /** So many at once. */
  readonly burst: number;
}

/** Buckets kept at most; the fullest tell least and go first. */
const MOST_BUCKETS = 10_000;

/**
 * A token bucket for each key.
 * @returns a function that takes one, or throws AppError `rate_limited` that says when there will be one
 */
export function createRate({ perSecond, burst }: Rate): (key: string) => void {
  const buckets = new Map<string, { left: number; at: number }>();
  const leftOf = (bucket: { left: number; at: number }, now: number) =>
    Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond);

  function forgetFull(now: number): void {
    for (const [key, bucket] of buckets) if (leftOf(bucket, now) >= burst) buckets.delete(key);
    // A flood from everywhere at once: whoever came first is forgotten first.
    for (const key of buckets.keys()) {
      if (buckets.size <= MOST_BUCKETS) break;
      buckets.delete(key);
    }
  }

  return (key) => {
    const now = performance.now();
    const bucket = buckets.get(key) ?? { left: burst, at: now };
    bucket.left = leftOf(bucket, now);
    bucket.at = now;
    buckets.set(key, bucket);
    if (buckets.size > MOST_BUCKETS) forgetFull(now);
    if (bucket.left < 1)
      throw new AppError('rate_limited', undefined, undefined, Math.ceil((1 - bucket.left) / perSecond));
    bucket.left -= 1;
  };
}

/** Whether somebody is counted at all: by default nobody on the shop's own computer. */
export function isLimited(peer: Peer, limits: RateLimits): boolean {
  return limits === 'on' || (limits === 'auto' && !peer.isHere);
}

/** What stands for a client: a household has 2^64 IPv6 addresses. */
export function keyOf({ address }: Peer): string {
  return isIPv6(address) ? address.split(':').slice(0, 4).join(':') : address;
}
