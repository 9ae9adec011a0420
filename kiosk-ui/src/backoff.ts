const FIRST_MS = 500;
const LONGEST_MS = 8000;

/**
 * How long to wait before attempt `attempt` (0, 1, …), 500–8000 ms.
 * Half of it is chance, so that every counter of a shop does not knock at the same moment.
 */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt + 1));
  return Math.max(FIRST_MS, longest * (0.5 + random() / 2));
}
