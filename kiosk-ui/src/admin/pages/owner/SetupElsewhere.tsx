import { texts } from '../../i18n';
import { askAgain } from '../../owner';
import { Gate } from './Gate';

/** The first visit, but not on the shop's own computer. */
export function SetupElsewhere() {
  const t = texts.value.owner;
  return (
    <Gate title={t.setupElsewhereTitle}>
      <p>{t.setupElsewhereText}</p>
      <p>
        <code class="command">yolo1125 owner password</code>
      </p>
      <p>{t.setupElsewhereThen}</p>
      <div class="form-foot">
        <button type="button" class="button primary" onClick={() => void askAgain()}>
          {t.setupCheck}
        </button>
      </div>
    </Gate>
  );
}
