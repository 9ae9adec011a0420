/** From a playing video to JPEG frames at the pace the daemon wants. */
import type { Uplink } from './uplink';

const JPEG_QUALITY = 0.85;

function toJpeg(canvas: HTMLCanvasElement): Promise<Uint8Array | null> {
  return new Promise((resolve) => {
    canvas.toBlob(
      (blob) =>
        blob === null
          ? resolve(null)
          : void blob.arrayBuffer().then(
              (bytes) => resolve(new Uint8Array(bytes)),
              () => resolve(null),
            ),
      'image/jpeg',
      JPEG_QUALITY,
    );
  });
}

/** The video's present picture as a JPEG at most `frameWidth` wide; null while there is none. */
async function grab(
  video: HTMLVideoElement,
  canvas: HTMLCanvasElement,
  frameWidth: number,
): Promise<Uint8Array | null> {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return null;
  const width = Math.min(frameWidth, video.videoWidth);
  const height = Math.round((width * video.videoHeight) / video.videoWidth);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.getContext('2d', { alpha: false })?.drawImage(video, 0, 0, width, height);
  return toJpeg(canvas);
}

export interface CapturePace {
  /** Frames a second. */
  readonly fps: number;
  /** Pixels. */
  readonly frameWidth: number;
}

/** Sends frames until the returned function is called. `pace` is read anew for every frame. */
export function startCapture(video: HTMLVideoElement, uplink: Uplink, pace: () => CapturePace): () => void {
  const canvas = document.createElement('canvas');
  let timer = 0;
  function tick(): void {
    const { fps, frameWidth } = pace();
    timer = window.setTimeout(tick, 1000 / fps);
    void uplink.offer(() => grab(video, canvas, frameWidth));
  }
  tick();
  return () => clearTimeout(timer);
}
