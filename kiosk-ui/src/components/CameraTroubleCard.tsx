import { useCounter } from '../counter';
import { texts } from '../i18n';
import type { CameraTrouble } from '../types';
import { Icon } from './Icon';

/** Why there is no picture, and what to do about it. No button where trying again cannot help. */
export function CameraTroubleCard({ trouble }: { trouble: CameraTrouble }) {
  const { camera } = useCounter();
  const t = texts.value;
  return (
    <div class="stage-card" role="alert">
      <Icon name="camera" />
      <p class="stage-card-title">{t.camera[trouble].title}</p>
      <p>{t.camera[trouble].text}</p>
      <p class="stage-card-note">{t.camera.restWorks}</p>
      {trouble !== 'insecure' && (
        <button type="button" class="button on-dark" onClick={() => void camera.start()}>
          {t.tryAgain}
        </button>
      )}
    </div>
  );
}
