/** What the browser's own tools can be asked about this page's speed (User Timing). */

const FIRST_FRAME = 'first-frame';
const GLASS_TO_BOX = 'glass-to-box';

/** The first frame is on its way. */
export function markFirstFrame(): void {
  performance.mark(FIRST_FRAME);
}

/**
 * Measures, once the next picture of the page is drawn, how long ago a frame was taken.
 * Observers are told of it; it is not kept, because a counter's page stays open for weeks.
 * @param takenAt by `performance.now()`
 */
export function measureDrawn(takenAt: number): void {
  requestAnimationFrame(() => {
    // What is asked for here comes before the picture; what waits behind it comes after.
    window.setTimeout(() => {
      performance.measure(GLASS_TO_BOX, { start: takenAt, end: performance.now() });
      performance.clearMeasures(GLASS_TO_BOX);
    });
  });
}
