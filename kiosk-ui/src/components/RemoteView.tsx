import { useCounter } from '../counter';
import { texts } from '../i18n';
import { sight } from '../state';
import { Icon } from './Icon';
import { Picture } from './Picture';

/** The frames come from elsewhere and are not sent to us; what was recognised in them is. */
export function RemoteView() {
  const { address, camera } = useCounter();
  const t = texts.value.stage;
  const seen = sight.value;
  return (
    <>
      {seen !== null && <Picture ratio={seen.width / seen.height} />}
      <div class={seen === null ? 'stage-card' : 'stage-card is-aside'}>
        <Icon name="camera" />
        <p class="stage-card-title">{t.remote(address.sessionId)}</p>
        <p>{t.remoteText}</p>
        <button type="button" class="button on-dark" onClick={() => void camera.start()}>
          {t.useThisCamera}
        </button>
      </div>
    </>
  );
}
