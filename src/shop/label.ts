import { createHash } from 'node:crypto';

/** What a session is called where its id, the counter's secret, must not be shown. Tells counters apart and opens none. */
export function labelOf(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('hex').slice(0, 6);
}
