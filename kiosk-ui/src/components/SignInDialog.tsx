import { useRef, useState } from 'preact/hooks';
import { signIn } from '../actions';
import { useCounter } from '../counter';
import { type DigitsName, digitsOf, isLongEnough, isWholeMobile } from '../digits';
import { refusalText, texts } from '../i18n';
import { dialog, kiosk } from '../state';
import type { Refusal } from '../types';
import { Field } from './Field';
import { Keypad } from './Keypad';
import { Modal } from './Modal';
import { useForgetting } from './use-forgetting';

type Trouble = DigitsName | Refusal | null;

function close(): void {
  dialog.value = 'none';
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
  const [typed, setTyped] = useState<Record<DigitsName, string>>({ phone: '', pin: '' });
  const [active, setActive] = useState<DigitsName>('phone');
  const [trouble, setTrouble] = useState<Trouble>(null);
  const [busy, setBusy] = useState(false);
  const phoneInput = useRef<HTMLInputElement>(null);
  const pinInput = useRef<HTMLInputElement>(null);
  const demoMember = kiosk.value?.demo;

  useForgetting(close, typed);

  function focus(name: DigitsName): void {
    (name === 'phone' ? phoneInput : pinInput).current?.focus();
  }

  function change(name: DigitsName, text: string): void {
    const digits = digitsOf(name, text);
    setTyped((before) => ({ ...before, [name]: digits }));
    setTrouble(null);
    if (name === 'phone' && isWholeMobile(digits) && digits.length > typed.phone.length) focus('pin');
  }

  async function submit(): Promise<void> {
    const short = (['phone', 'pin'] as const).find((name) => !isLongEnough(name, typed[name]));
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
            isFirst
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
