import { useState } from 'preact/hooks';
import { Modal } from '../components/Modal';
import { isLongEnough } from '../digits';
import { LeaveNote } from '../page/LeaveBar';
import { refusalText } from '../refusal';
import { digitWords } from '../texts/digits';
import type { Refusal } from '../types';
import type { ForgetWhat, MeReply } from './api';
import { ForgetList } from './ForgetList';
import { PinEntry } from './PinEntry';
import { forget } from './state';
import { words } from './words';

interface Props {
  readonly what: ForgetWhat;
  readonly me: MeReply;
  readonly sessionId: string | null;
  readonly onClose: () => void;
}

type Trouble = 'pin' | 'understood' | Refusal | null;

function troubleText(trouble: Trouble): string | null {
  const t = words.value.forget;
  if (trouble === null) return null;
  if (trouble === 'pin') return digitWords.value.pinMissing;
  if (trouble === 'understood') return t.everything.notUnderstood;
  // No phone number was asked for here, so none is to be doubted.
  const isPin = trouble.kind === 'refused' && trouble.code === 'wrong_phone_or_pin';
  return isPin ? t.wrongPin : refusalText(trouble);
}

/** The second step: what goes, what stays, the PIN where there is one, and only then the deed. */
export function ForgetDialog({ what, me, sessionId, onClose }: Props) {
  const t = words.value.forget;
  const [pin, setPin] = useState('');
  const [understood, setUnderstood] = useState(what === 'face');
  const [trouble, setTrouble] = useState<Trouble>(null);
  const [busy, setBusy] = useState(false);

  async function submit(): Promise<void> {
    if (busy) return;
    if (me.has_pin && !isLongEnough('pin', pin)) return setTrouble('pin');
    if (!understood) return setTrouble('understood');
    setBusy(true);
    const refusal = await forget(sessionId, what, me.has_pin ? pin : null);
    if (refusal === null) return onClose();
    setBusy(false);
    setTrouble(refusal);
    if (refusal.kind === 'refused') setPin('');
  }

  return (
    <Modal titleId="forget-title" className="forget" onClose={() => !busy && onClose()}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <h2 id="forget-title" class="modal-title">
          {t[what].title}
        </h2>
        <ForgetList what={what} hasPin={me.has_pin} />
        {me.has_pin && (
          <PinEntry
            label={t.withPin}
            value={pin}
            isWrong={trouble === 'pin'}
            withKeypad={sessionId !== null}
            onChange={(next) => {
              setPin(next);
              setTrouble(null);
            }}
          />
        )}
        {what === 'everything' && (
          <label class={`tick ${trouble === 'understood' ? 'is-wrong' : ''}`}>
            <input
              type="checkbox"
              checked={understood}
              aria-invalid={trouble === 'understood'}
              onChange={(event) => {
                setUnderstood(event.currentTarget.checked);
                setTrouble(null);
              }}
            />
            {t.everything.understood}
          </label>
        )}
        <p class="form-trouble" role="alert">
          {troubleText(trouble)}
        </p>
        {sessionId !== null && <LeaveNote />}
        <div class="modal-actions">
          <button type="button" class="button large" data-first-focus disabled={busy} onClick={onClose}>
            {t.back}
          </button>
          <button type="submit" class="button danger large" aria-disabled={busy}>
            {busy ? t.busy : t[what].confirm}
          </button>
        </div>
      </form>
    </Modal>
  );
}
