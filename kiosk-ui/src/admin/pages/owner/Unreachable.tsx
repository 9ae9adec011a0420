import { texts } from '../../i18n';
import { askAgain } from '../../owner';
import { Gate } from './Gate';

export function Unreachable() {
  const t = texts.value;
  return (
    <Gate title={t.owner.unreachable}>
      <p>{t.owner.unreachableText}</p>
      <div class="form-foot">
        <button type="button" class="button primary" onClick={() => void askAgain()}>
          {t.common.tryAgain}
        </button>
      </div>
    </Gate>
  );
}
