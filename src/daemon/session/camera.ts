/** Whose camera feeds a session, who watches its pictures, and how fast they come. */
import { type CameraOwner, encodeFrame } from '../../protocol/index.js';
import type { IncomingFrame, Session, Watcher } from './session.js';

/** Another socket may take over a session's camera when this one was quiet for so long, ms. */
const HANDOVER_MS = 2_000;
/** The time over which the pace of a session's frames is told, ms. */
const PACE_MS = 10_000;

/**
 * Two cameras' pictures in turn would make every item jump, so one socket at a time feeds a session.
 * @returns whether it is this one
 */
export function takeCamera(session: Session, watcher: Watcher, at: number): boolean {
  const { camera } = session;
  if (camera && camera.watcher !== watcher && at - camera.at < HANDOVER_MS) return false;
  session.camera = { watcher, at };
  if (camera?.watcher !== watcher) tellOwner(session);
  return true;
}

export function releaseCamera(session: Session): void {
  session.camera = null;
  tellOwner(session);
}

/** A camera that is quiet does not own the session: its socket may be open for other reasons. */
export function releaseQuietCamera(session: Session): void {
  if (session.camera && performance.now() - session.camera.at >= HANDOVER_MS) releaseCamera(session);
}

export function cameraOwner({ camera }: Session, watcher: Watcher): CameraOwner {
  if (camera === null) return 'none';
  return camera.watcher === watcher ? 'this' : 'another';
}

function tellOwner(session: Session): void {
  for (const watcher of session.watchers)
    watcher.send({ type: 'camera', owner: cameraOwner(session, watcher) });
}

/** Shows a frame that is about to be analysed to those who asked for another's pictures. */
export function showPicture(session: Session, { sender, jpeg, seq, capturedAt }: IncomingFrame): void {
  const viewers = [...session.watchers].filter((watcher) => watcher.wantsPictures && watcher !== sender);
  if (viewers.length === 0 || jpeg === null) return;
  const frame = encodeFrame({ seq: seq ?? 0, timestamp: capturedAt ?? Date.now(), jpeg });
  for (const viewer of viewers) viewer.sendPicture(frame);
}

export function noteAnalysed({ analysedAt }: Session): void {
  const now = performance.now();
  analysedAt.push(now);
  while (now - (analysedAt[0] ?? now) > PACE_MS) analysedAt.shift();
}

/** Frames analysed a second, over the last ten. */
export function paceOf({ analysedAt }: Session): number {
  const now = performance.now();
  return analysedAt.filter((at) => now - at <= PACE_MS).length / (PACE_MS / 1000);
}
