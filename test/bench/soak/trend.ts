/** How fast something grows, when it jumps about. */

export interface Point {
  /** Hours. */
  readonly at: number;
  readonly value: number;
}

/**
 * Growth an hour: the median of the slopes between all pairs (Theil 1950, Sen 1968), so that a few wild points do not count.
 * @returns 0 for fewer than two points
 */
export function slopeOf(points: readonly Point[]): number {
  const slopes = points.flatMap((one, index) =>
    points
      .slice(index + 1)
      .flatMap((other) => (other.at === one.at ? [] : [(other.value - one.value) / (other.at - one.at)])),
  );
  return slopes.length === 0 ? 0 : medianOf(slopes);
}

/**
 * The lowest point of each stretch: what memory is left when garbage was just collected.
 * @param length of a stretch, hours
 */
export function lowsOf(points: readonly Point[], length: number): readonly Point[] {
  const lows = new Map<number, Point>();
  for (const point of points) {
    const stretch = Math.floor(point.at / length);
    const low = lows.get(stretch);
    if (low === undefined || point.value < low.value) lows.set(stretch, point);
  }
  return [...lows.values()];
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
