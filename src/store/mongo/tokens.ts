/**
 * Who is working on what. A sale, a void and a change of faces take several steps; each has a token that is written down
 * before the first, so that others can tell whether it is still under way.
 */
import { randomBytes } from 'node:crypto';

/** So long a token of another process is believed to be at work, ms by this process's own clock. */
const PATIENCE_MS = 2_000;
/** What was not seen again for so long has been settled, ms. */
const FORGET_MS = 60_000;

export interface Tokens {
  /** A new one, under way until `end`. */
  begin(): string;
  end(token: string): void;
  /**
   * Whether nobody works under this token any more, as far as can be told: it is one of ours and ended, or another
   * process's that did not go away for `PATIENCE_MS` since it was first asked about. The answer may be wrong about a slow
   * process; whoever acts on it must be safe against that.
   */
  isForsaken(token: string): boolean;
}

export function createTokens(): Tokens {
  // Field names of MongoDB may hold neither dots nor dollars.
  const ours = randomBytes(8).toString('hex');
  const underWay = new Set<string>();
  const seen = new Map<string, { readonly first: number; last: number }>();
  let count = 0;
  return {
    begin() {
      count += 1;
      const token = `${ours}_${count}`;
      underWay.add(token);
      return token;
    },
    end(token) {
      underWay.delete(token);
    },
    isForsaken(token) {
      if (token.startsWith(`${ours}_`)) return !underWay.has(token);
      const now = performance.now();
      for (const [known, { last }] of seen) if (now - last > FORGET_MS) seen.delete(known);
      const sight = seen.get(token) ?? { first: now, last: now };
      sight.last = now;
      seen.set(token, sight);
      return now - sight.first >= PATIENCE_MS;
    },
  };
}
