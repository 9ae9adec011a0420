import { stay } from '../actions';
import { useCounter } from '../counter';
import { texts } from '../i18n';
import { Modal } from './Modal';
import { useSecondsUntil } from './use-seconds';

/** Nobody has done anything for a while: one press keeps the visit. */
export function IdleDialog({ endsAt }: { endsAt: number }) {
  const counter = useCounter();
  const t = texts.value.faces.idle;
  const seconds = useSecondsUntil(endsAt) ?? 0;
  return (
    <Modal titleId="idle-title" className="idle" onClose={() => stay(counter)}>
      <h2 id="idle-title" class="modal-title">
        {t.title}
      </h2>
      <p class="idle-text number">{seconds > 0 ? t.text(seconds) : t.over}</p>
      <div class="modal-actions">
        <button type="button" class="button primary large" data-first-focus onClick={() => stay(counter)}>
          {t.stay}
        </button>
      </div>
    </Modal>
  );
}
