/** Longest step between two frames that a sender's clock is believed for, ms. */
const MAX_CAPTURE_STEP_MS = 10_000;
/** Longest time that passes for the tracker between two frames, ms: while nobody looked, nothing left the picture. */
const MAX_STEP_MS = 1_000;

/**
 * The time that a session's tracker lives by: steps between frames as their sender stamped them, because the network
 * bunches frames up; the daemon's own clock where the sender's is missing, stands still or jumps.
 *
 * @returns a function from (capture time or null, arrival time), both ms, to a time that never runs backwards
 */
export function createFrameClock(): (capturedAt: number | null, arrivedAt: number) => number {
  let now = 0;
  let lastCaptured: number | null = null;
  let lastArrived: number | null = null;
  return (capturedAt, arrivedAt) => {
    const captureStep = capturedAt !== null && lastCaptured !== null ? capturedAt - lastCaptured : 0;
    const arrivalStep = lastArrived === null ? 0 : arrivedAt - lastArrived;
    const believable = captureStep > 0 && captureStep <= MAX_CAPTURE_STEP_MS;
    now += Math.min(MAX_STEP_MS, believable ? captureStep : Math.max(0, arrivalStep));
    lastCaptured = capturedAt;
    lastArrived = arrivedAt;
    return now;
  };
}
