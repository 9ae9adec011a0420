import { useEffect, useRef, useState } from 'preact/hooks';
import { troubleOf } from '../../../camera';
import { Icon } from '../../../components/Icon';
import type { CameraTrouble } from '../../../types';
import { texts } from '../../i18n';

interface Props {
  readonly busy: boolean;
  readonly onPicture: (picture: Blob) => void;
  readonly onClose: () => void;
}

const WANTED = { audio: false, video: { width: { ideal: 1280 }, height: { ideal: 720 } } } as const;

/** The camera of the computer that this page is open on; on the kiosk that is the kiosk's. */
export function TeachCamera({ busy, onPicture, onClose }: Props) {
  const t = texts.value.catalogue.learn;
  const ref = useRef<HTMLVideoElement>(null);
  const [isShowing, setShowing] = useState(false);
  const [trouble, setTrouble] = useState<CameraTrouble | null>(null);

  useEffect(() => {
    let stream: MediaStream | null = null;
    let isOver = false;
    const end = () => stream?.getTracks().forEach((track) => void track.stop());
    async function open(): Promise<void> {
      if (!window.isSecureContext || !navigator.mediaDevices) return setTrouble('insecure');
      try {
        stream = await navigator.mediaDevices.getUserMedia(WANTED);
        if (isOver || ref.current === null) return end();
        ref.current.srcObject = stream;
        void ref.current.play().catch(() => {});
      } catch (error) {
        setTrouble(troubleOf(error));
      }
    }
    void open();
    return () => {
      isOver = true;
      end();
    };
  }, []);

  function take(): void {
    const video = ref.current;
    if (busy || video === null || video.videoWidth === 0) return;
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext('2d', { alpha: false })?.drawImage(video, 0, 0);
    canvas.toBlob((blob) => blob !== null && onPicture(blob), 'image/jpeg', 0.92);
  }

  return (
    <div class="teach-camera">
      {trouble !== null ? (
        <p class="note is-bad" role="alert">
          {t.cameraTrouble[trouble]}
        </p>
      ) : (
        <video
          ref={ref}
          autoplay
          muted
          playsInline
          aria-label={t.cameraPicture}
          onLoadedData={() => setShowing(true)}
        />
      )}
      <div class="form-foot">
        {trouble === null && (
          <button type="button" class="button primary" aria-disabled={busy || !isShowing} onClick={take}>
            <Icon name="camera" />
            {busy ? t.looking : t.take}
          </button>
        )}
        <button type="button" class="button" onClick={onClose}>
          {t.closeCamera}
        </button>
      </div>
    </div>
  );
}
