import type { RefObject } from 'preact';
import { texts } from '../i18n';

interface Props {
  readonly value: string;
  readonly isWrong: boolean;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly onChange: (text: string) => void;
  /** Enter was pressed, and not to pick a character. */
  readonly onEnter: () => void;
}

/** Names are as long as they are; only the wire has a limit. */
const MOST_CHARACTERS = 60;

/** A field for a name, typed with whatever keyboard and input method the customer has. */
export function NameField({ value, isWrong, inputRef, onChange, onEnter }: Props) {
  const t = texts.value.faces.register;
  return (
    <div class="field">
      <label for="field-name">{t.name}</label>
      <input
        id="field-name"
        ref={inputRef}
        class="is-words"
        type="text"
        autocomplete="off"
        autocapitalize="words"
        enterkeyhint="next"
        spellcheck={false}
        maxLength={MOST_CHARACTERS}
        value={value}
        data-first-focus
        aria-invalid={isWrong}
        aria-describedby="hint-name"
        onInput={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // Input methods confirm with Enter as well (229 where a browser has already ended the composition).
          event.preventDefault();
          if (!event.isComposing && event.keyCode !== 229) onEnter();
        }}
      />
      <p id="hint-name" class="field-hint">
        {t.nameHint}
      </p>
    </div>
  );
}
