import type { RefObject } from 'preact';
import { lang, texts } from '../i18n';
import type { FacesView } from '../types';

interface Props {
  readonly consent: FacesView['consent'];
  readonly agreed: boolean;
  readonly isWrong: boolean;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly onChange: (agreed: boolean) => void;
}

/** What is agreed to, all of it, and the agreement. */
export function Consent({ consent, agreed, isWrong, inputRef, onChange }: Props) {
  const t = texts.value.faces.register;
  return (
    <div class="consent">
      <h3 id="consent-title" class="consent-title">
        {t.consent} <span class="field-hint">{t.version(consent.version)}</span>
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled with the keyboard too. */}
      <section class="consent-text" aria-labelledby="consent-title" tabIndex={0}>
        {consent[lang.value]}
      </section>
      <label class={`tick ${isWrong ? 'is-wrong' : ''}`}>
        <input
          ref={inputRef}
          type="checkbox"
          checked={agreed}
          aria-invalid={isWrong}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {t.agree}
      </label>
    </div>
  );
}
