/** This computer's camera: asked for, watched, and tried again when something about it changes. */
import type { CameraState, CameraTrouble } from './types';

const WANTED: MediaStreamConstraints = {
  audio: false,
  // On a phone the camera at the back sees products; a kiosk's webcam does not know the word and ignores it.
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: { ideal: 'environment' } },
};

const TROUBLES: Readonly<Record<string, CameraTrouble>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotReadableError: 'busy',
  AbortError: 'busy',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
};

/** What the customer has to be told, from what `getUserMedia` threw. */
export function troubleOf(error: unknown): CameraTrouble {
  return (error instanceof DOMException ? TROUBLES[error.name] : undefined) ?? 'failed';
}

/** Trouble that ends without anybody telling us, and that asking again does not make worse. */
const TRIED_AGAIN: readonly CameraTrouble[] = ['missing', 'unplugged', 'failed'];
const TRY_AGAIN_MS = 4000;

function close(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

export interface Camera {
  /** Opens the camera, or tries again. */
  readonly start: () => Promise<void>;
  /** Closes the camera, which shows nothing any more, and opens it anew. */
  readonly reopen: () => Promise<void>;
}

export function createCamera(onState: (state: CameraState) => void): Camera {
  let state: CameraState = { status: 'off' };

  function become(next: CameraState): void {
    state = next;
    onState(next);
  }

  function fail(trouble: CameraTrouble): void {
    become({ status: 'trouble', trouble });
  }

  async function start(): Promise<void> {
    if (state.status === 'starting' || state.status === 'live') return;
    // Browsers hide the camera from pages that others on the network could have changed.
    if (!window.isSecureContext || !navigator.mediaDevices) return fail('insecure');
    become({ status: 'starting' });
    try {
      await open();
    } catch (error) {
      fail(troubleOf(error));
    }
  }

  /** @throws what `getUserMedia` throws */
  async function open(): Promise<void> {
    const stream = await navigator.mediaDevices.getUserMedia(WANTED);
    // Asked for twice at once, by somebody who pressed and by the clock.
    if (state.status === 'live') return close(stream);
    for (const track of stream.getVideoTracks()) track.onended = () => fail('unplugged');
    become({ status: 'live', stream });
  }

  async function reopen(): Promise<void> {
    if (state.status !== 'live') return;
    close(state.stream);
    become({ status: 'off' });
    await start();
  }

  /** What is said about the trouble stays until the camera is back. */
  async function tryQuietly(): Promise<void> {
    if (state.status !== 'trouble' || !TRIED_AGAIN.includes(state.trouble) || document.hidden) return;
    await open().catch(() => {});
  }

  /** Starts again without being asked when the cause of the trouble may be gone. */
  function retryAfter(...troubles: CameraTrouble[]): void {
    if (state.status === 'trouble' && troubles.includes(state.trouble)) void start();
  }

  async function watchPermission(): Promise<void> {
    const permission = await navigator.permissions.query({ name: 'camera' as PermissionName });
    permission.onchange = () => permission.state === 'granted' && retryAfter('refused');
  }

  navigator.mediaDevices?.addEventListener('devicechange', () => retryAfter('missing', 'unplugged', 'busy'));
  // Not every browser knows this permission by name; the button to try again is there in any case.
  void watchPermission().catch(() => {});
  window.setInterval(() => void tryQuietly(), TRY_AGAIN_MS);
  return { start, reopen };
}
