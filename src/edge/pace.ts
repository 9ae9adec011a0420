/**
 * When the next picture is due: a gap after the last was, so that the pace holds on average; after a pause a gap from
 * now, so that nothing is caught up.
 * @param due when the last was due, ms
 * @param now when it went out, ms
 * @param gap between two, ms
 */
export function nextDue(due: number, now: number, gap: number): number {
  return now - due > gap ? now + gap : due + gap;
}
