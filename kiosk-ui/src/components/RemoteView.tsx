import { useCounter } from '../counter';
import { texts } from '../i18n';
import { isFaceWanted, remotePicture, sight } from '../state';
import { BitmapView } from './BitmapView';
import { Icon } from './Icon';
import { Picture } from './Picture';

/** Another camera feeds this counter: its pictures with their boxes, or where it sends only what it found, the boxes. */
export function RemoteView() {
  const t = texts.value.stage;
  const seen = sight.value;
  if (remotePicture.value !== null) {
    return (
      <>
        <BitmapView bitmap={remotePicture.value} mirrored={isFaceWanted.value} />
        <p class="stage-tag">{t.remoteTag}</p>
      </>
    );
  }
  return (
    <>
      {seen !== null && <Picture ratio={seen.width / seen.height} />}
      <div class={seen === null ? 'stage-card' : 'stage-card is-aside'}>
        <Icon name="camera" />
        <p class="stage-card-title">{t.remote}</p>
        <p>{t.remoteText}</p>
      </div>
    </>
  );
}

/** A named counter that no camera feeds just now. */
export function UnfedView() {
  const { address, camera } = useCounter();
  const t = texts.value.stage;
  return (
    <div class="stage-card">
      <Icon name="camera" />
      <p class="stage-card-title">{t.unfed(address.sessionId)}</p>
      <p>{t.unfedText}</p>
      <button type="button" class="button on-dark" onClick={() => void camera.start()}>
        {t.useThisCamera}
      </button>
    </div>
  );
}
