import { useEffect, useRef, useState } from 'preact/hooks';
import { signIn } from '../actions';
import { useCounter } from '../counter';
import { refusalText, texts } from '../i18n';
import { dialog, kiosk } from '../state';
import type { Refusal } from '../types';
import { Field, type FieldName } from './Field';
import { Keypad } from './Keypad';
import { Modal } from './Modal';

/** A number half typed and left behind is nobody else's business. */
const FORGET_AFTER_MS = 60_000;
const MOST_DIGITS: Readonly<Record<FieldName, number>> = { phone: 15, pin: 8 };
const LEAST_DIGITS: Readonly<Record<FieldName, number>> = { phone: 8, pin: 4 };

type Trouble = FieldName | Refusal | null;

function close(): void {
  dialog.value = 'none';
}

/** Taiwan's mobile numbers end after ten digits: the PIN is next without a press in between. */
function isWholeMobile(phone: string): boolean {
  return /^09\d{8}$/.test(phone);
}

function troubleText(trouble: Trouble): string | null {
  const t = texts.value.signIn;
  if (trouble === null) return null;
  if (trouble === 'phone') return t.phoneMissing;
  return trouble === 'pin' ? t.pinMissing : refusalText(trouble);
}

export function SignInDialog() {
  const counter = useCounter();
  const t = texts.value;
  const [typed, setTyped] = useState<Record<FieldName, string>>({ phone: '', pin: '' });
  const [active, setActive] = useState<FieldName>('phone');
  const [trouble, setTrouble] = useState<Trouble>(null);
  const [busy, setBusy] = useState(false);
  const phoneInput = useRef<HTMLInputElement>(null);
  const pinInput = useRef<HTMLInputElement>(null);
  const demoMember = kiosk.value?.demo;

  useEffect(() => {
    const timer = window.setTimeout(close, FORGET_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  function focus(name: FieldName): void {
    (name === 'phone' ? phoneInput : pinInput).current?.focus();
  }

  function change(name: FieldName, text: string): void {
    const digits = text.replace(/\D/g, '').slice(0, MOST_DIGITS[name]);
    setTyped((before) => ({ ...before, [name]: digits }));
    setTrouble(null);
    if (name === 'phone' && isWholeMobile(digits) && digits.length > typed.phone.length) focus('pin');
  }

  async function submit(): Promise<void> {
    const short = (['phone', 'pin'] as const).find((name) => typed[name].length < LEAST_DIGITS[name]);
    if (short !== undefined) {
      setTrouble(short);
      return focus(short);
    }
    if (busy) return;
    setBusy(true);
    const refusal = await signIn(counter, typed.phone, typed.pin);
    setBusy(false);
    setTrouble(refusal);
    if (refusal?.kind === 'refused') {
      setTyped((before) => ({ ...before, pin: '' }));
      focus('pin');
    }
  }

  return (
    <Modal titleId="sign-in-title" className="sign-in" onClose={close}>
      <form
        class="sign-in-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="sign-in-fields">
          <h2 id="sign-in-title" class="modal-title">
            {t.signIn.title}
          </h2>
          <Field
            name="phone"
            label={t.signIn.phone}
            hint={t.signIn.phoneExample}
            value={typed.phone}
            isActive={active === 'phone'}
            isWrong={trouble === 'phone'}
            inputRef={phoneInput}
            onActive={setActive}
            onChange={change}
          />
          <Field
            name="pin"
            label={t.signIn.pin}
            hint={t.signIn.pinHint}
            value={typed.pin}
            isActive={active === 'pin'}
            isWrong={trouble === 'pin'}
            inputRef={pinInput}
            onActive={setActive}
            onChange={change}
          />
          <p class="form-trouble" role="alert">
            {troubleText(trouble)}
          </p>
          {demoMember && <p class="form-note">{t.signIn.demoMember(demoMember.phone, demoMember.pin)}</p>}
        </div>
        <Keypad
          onDigit={(digit) => change(active, typed[active] + digit)}
          onErase={() => change(active, typed[active].slice(0, -1))}
          onClear={() => change(active, '')}
        />
        <div class="modal-actions">
          <button type="button" class="button large" onClick={close}>
            {t.back}
          </button>
          <button type="submit" class="button primary large" aria-disabled={busy}>
            {busy ? t.signIn.busy : t.signIn.submit}
          </button>
        </div>
      </form>
    </Modal>
  );
}
