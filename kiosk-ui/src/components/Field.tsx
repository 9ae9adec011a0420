import type { RefObject } from 'preact';
import type { DigitsName } from '../digits';

interface Props {
  readonly name: DigitsName;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** The keypad types into this one. */
  readonly isActive: boolean;
  readonly isWrong: boolean;
  /** The focus starts here. */
  readonly isFirst?: boolean;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly onActive: (name: DigitsName) => void;
  readonly onChange: (name: DigitsName, text: string) => void;
}

/**
 * A field for digits. `inputMode="none"` keeps a touch screen's own keyboard away, since ours is beside it;
 * a real keyboard types as always. Nothing is offered or kept by the browser: the next customer sits here too.
 */
export function Field({
  name,
  label,
  hint,
  value,
  isActive,
  isWrong,
  isFirst,
  inputRef,
  onActive,
  onChange,
}: Props) {
  return (
    <div class={`field ${isActive ? 'is-active' : ''}`}>
      <label for={`field-${name}`}>{label}</label>
      <input
        id={`field-${name}`}
        ref={inputRef}
        class="number"
        {...(name === 'pin' ? { type: 'password' as const } : { type: 'text' as const })}
        inputMode="none"
        autocomplete="off"
        spellcheck={false}
        value={value}
        data-first-focus={isFirst ? true : undefined}
        aria-invalid={isWrong}
        aria-describedby={`hint-${name}`}
        onFocus={() => onActive(name)}
        onInput={(event) => onChange(name, event.currentTarget.value)}
      />
      <p id={`hint-${name}`} class="field-hint">
        {hint}
      </p>
    </div>
  );
}
