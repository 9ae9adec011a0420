import { useEffect, useRef, useState } from 'preact/hooks';
import { startCapture } from '../capture';
import { useCounter } from '../counter';
import { isFaceWanted, kiosk } from '../state';
import { watchVideo } from '../video-watch';
import { Picture } from './Picture';

/** Until the daemon has said what it wants. */
const FIRST_PACE = { fps: 8, frameWidth: 640 };

function pace() {
  const info = kiosk.value;
  return info === null ? FIRST_PACE : { fps: info.fps, frameWidth: info.frame_width };
}

/** While the face is what matters. Products are shown as they are, so that their words can be read. */
function isMirrored(stream: MediaStream): boolean {
  if (stream.getVideoTracks()[0]?.getSettings().facingMode === 'environment') return false;
  return isFaceWanted.value;
}

/** The camera's picture at its full rate, and its frames to the daemon at the daemon's. */
export function CameraView({ stream }: { stream: MediaStream }) {
  const { camera, uplink } = useCounter();
  const ref = useRef<HTMLVideoElement>(null);
  const [ratio, setRatio] = useState(16 / 9);

  useEffect(() => {
    const video = ref.current!;
    video.srcObject = stream;
    // A page just opened may not play by itself in some browsers; `muted` and `autoplay` make this one allowed to.
    void video.play().catch(() => {});
    const endCapture = startCapture(video, uplink, pace);
    const endWatch = watchVideo(video, stream, () => void camera.reopen());
    return () => {
      endCapture();
      endWatch();
    };
  }, [stream, uplink, camera]);

  /** Also when a phone is turned. */
  function measure({
    currentTarget: { videoWidth, videoHeight },
  }: {
    currentTarget: HTMLVideoElement;
  }): void {
    if (videoWidth > 0 && videoHeight > 0) setRatio(videoWidth / videoHeight);
  }

  return (
    <Picture ratio={ratio} mirrored={isMirrored(stream)}>
      <video
        ref={ref}
        class="picture-fill"
        autoplay
        muted
        playsInline
        onResize={measure}
        onLoadedMetadata={measure}
      />
    </Picture>
  );
}
