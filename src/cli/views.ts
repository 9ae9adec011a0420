/** Something or somebody that is turned before a camera, or was in a clip. */
import {
  DEFAULT_WISH,
  type FrameSource,
  openCamera,
  openRecording,
  type SourceFrame,
} from '../edge/index.js';

/** Between two views that are kept, ms: from then on they differ. */
export const VIEW_GAP_MS = 300;
const FPS = 10;
/** Width asked of a camera, pixels: a face at arm's length is then well above the smallest that is near enough. */
const CAMERA_WIDTH = 1280;
/** A camera is watched for so long, ms; a little later also one that hangs is given up. */
const MAX_WATCH_MS = 20_000;
const HANGS_AFTER_MS = MAX_WATCH_MS + 5_000;

export function openClip(file: string): Promise<FrameSource> {
  return openRecording(file, FPS);
}

export function openView(device: string): FrameSource {
  return openCamera(device, { ...DEFAULT_WISH, width: CAMERA_WIDTH, fps: FPS });
}

/** The frames of the first twenty seconds. A recording may take as long as it takes to look at them. */
export async function* watch(source: FrameSource): AsyncGenerator<SourceFrame> {
  const signal = source.live ? AbortSignal.timeout(HANGS_AFTER_MS) : undefined;
  for await (const frame of source.frames(signal)) {
    if (frame.time > MAX_WATCH_MS) return;
    yield frame;
  }
}
