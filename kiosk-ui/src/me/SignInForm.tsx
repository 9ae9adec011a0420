import { useEffect, useRef, useState } from 'preact/hooks';
import { digitsOf, isLongEnough } from '../digits';
import { refusalText } from '../refusal';
import { digitWords } from '../texts/digits';
import type { Refusal } from '../types';
import { PinEntry } from './PinEntry';
import { signIn } from './state';
import { words } from './words';

type Trouble = 'phone' | 'pin' | Refusal | null;

function troubleText(trouble: Trouble): string | null {
  if (trouble === null) return null;
  if (trouble === 'phone') return digitWords.value.phoneMissing;
  return trouble === 'pin' ? digitWords.value.pinMissing : refusalText(trouble);
}

/** On the member's own device: its keyboard and its password manager may help. */
export function SignInForm({ news }: { news: 'signed-out' | 'ended' | null }) {
  const t = words.value.signIn;
  const [phone, setPhone] = useState('');
  const [pin, setPin] = useState('');
  const [trouble, setTrouble] = useState<Trouble>(null);
  const [busy, setBusy] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);

  // Whoever was brought here is told by the title first.
  useEffect(() => {
    if (news !== null) title.current?.focus();
  }, [news]);

  async function submit(): Promise<void> {
    if (busy) return;
    if (!isLongEnough('phone', phone)) return setTrouble('phone');
    if (!isLongEnough('pin', pin)) return setTrouble('pin');
    setBusy(true);
    const refusal = await signIn(phone, pin);
    setBusy(false);
    setTrouble(refusal);
    if (refusal?.kind === 'refused') setPin('');
  }

  return (
    <section class="panel me-sign-in" aria-labelledby="sign-in-title">
      <h1 id="sign-in-title" class="panel-title" ref={title} tabIndex={-1}>
        {t.title}
      </h1>
      {news !== null && <p class="me-news">{news === 'ended' ? t.ended : t.signedOut}</p>}
      <p class="muted">{t.text}</p>
      <form
        class="me-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="field">
          <label for="field-phone">{digitWords.value.phone}</label>
          <input
            id="field-phone"
            class="number"
            type="tel"
            autocomplete="tel-national"
            value={phone}
            aria-invalid={trouble === 'phone'}
            aria-describedby="hint-phone"
            onInput={(event) => {
              setPhone(digitsOf('phone', event.currentTarget.value));
              setTrouble(null);
            }}
          />
          <p id="hint-phone" class="field-hint">
            {digitWords.value.phoneExample}
          </p>
        </div>
        <PinEntry
          label={digitWords.value.pin}
          value={pin}
          isWrong={trouble === 'pin'}
          withKeypad={false}
          onChange={(next) => {
            setPin(next);
            setTrouble(null);
          }}
        />
        <p class="form-trouble" role="alert">
          {troubleText(trouble)}
        </p>
        <button type="submit" class="button primary large" aria-disabled={busy}>
          {busy ? t.busy : t.submit}
        </button>
      </form>
    </section>
  );
}
