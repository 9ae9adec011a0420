import { useRef, useState } from 'preact/hooks';
import { answerQuestion } from '../actions';
import { useCounter } from '../counter';
import { digitsOf, isLongEnough } from '../digits';
import { refusalText, texts } from '../i18n';
import { dialog, notice, question } from '../state';
import type { Question, Refusal } from '../types';
import { Field } from './Field';
import { Keypad } from './Keypad';
import { Modal } from './Modal';

type Trouble = 'pin' | Refusal | null;

function troubleText(trouble: Trouble): string | null {
  const t = texts.value;
  if (trouble === null) return null;
  if (trouble === 'pin') return t.signIn.pinMissing;
  // No phone number was asked for here, so none is to be doubted.
  const isPin = trouble.kind === 'refused' && trouble.code === 'wrong_phone_or_pin';
  return isPin ? t.faces.identity.wrongPin : refusalText(trouble);
}

/** 「您是王○明嗎？」 Where the daemon is less sure, the PIN comes with the yes. */
export function IdentityDialog({ question: asked }: { question: Question }) {
  const counter = useCounter();
  const t = texts.value;
  const [pin, setPin] = useState('');
  const [trouble, setTrouble] = useState<Trouble>(null);
  const [busy, setBusy] = useState(false);
  const pinInput = useRef<HTMLInputElement>(null);

  function change(text: string): void {
    setPin(digitsOf('pin', text));
    setTrouble(null);
  }

  async function answer(yes: boolean): Promise<void> {
    if (busy) return;
    if (yes && asked.needs_pin && !isLongEnough('pin', pin)) {
      setTrouble('pin');
      return pinInput.current?.focus();
    }
    setBusy(true);
    const refusal = await answerQuestion(counter, yes, yes && asked.needs_pin ? pin : undefined);
    setBusy(false);
    if (refusal?.kind === 'refused' && refusal.code === 'nothing_asked') return withdraw(refusal);
    setTrouble(refusal);
    if (refusal?.kind === 'refused') setPin('');
  }

  /** Answered too late: said where it stays, since there is no question any more. */
  function withdraw(refusal: Refusal): void {
    question.value = null;
    notice.value = { kind: 'refusal', refusal };
  }

  function signInByPhone(): void {
    void answer(false);
    question.value = null;
    dialog.value = 'sign-in';
  }

  return (
    <Modal
      titleId="identity-title"
      className={asked.needs_pin ? 'sign-in' : 'identity'}
      onClose={() => void answer(false)}
    >
      <form
        class={asked.needs_pin ? 'sign-in-form' : ''}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void answer(true);
        }}
      >
        <div class="sign-in-fields">
          <h2 id="identity-title" class="modal-title">
            {t.faces.identity.title(asked.name)}
          </h2>
          <p class="muted">{asked.needs_pin ? t.faces.identity.withPin : t.faces.identity.text}</p>
          {asked.needs_pin && (
            <Field
              name="pin"
              label={t.signIn.pin}
              hint={t.signIn.pinHint}
              value={pin}
              isActive
              isWrong={trouble === 'pin'}
              isFirst
              inputRef={pinInput}
              onActive={() => {}}
              onChange={(_, text) => change(text)}
            />
          )}
          <p class="form-trouble" role="alert">
            {troubleText(trouble)}
          </p>
        </div>
        {asked.needs_pin && (
          <Keypad
            onDigit={(digit) => change(pin + digit)}
            onErase={() => change(pin.slice(0, -1))}
            onClear={() => change('')}
          />
        )}
        <div class="modal-actions">
          <button type="button" class="button large" onClick={() => void answer(false)}>
            {t.faces.identity.no}
          </button>
          <button
            type="submit"
            class="button primary large"
            data-first-focus={asked.needs_pin ? undefined : true}
            aria-disabled={busy}
          >
            {busy ? t.faces.identity.busy : t.faces.identity.yes}
          </button>
        </div>
        <button type="button" class="button quiet identity-other" onClick={signInByPhone}>
          {t.faces.byPhone}
        </button>
      </form>
    </Modal>
  );
}
