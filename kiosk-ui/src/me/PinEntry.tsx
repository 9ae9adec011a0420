import { useRef } from 'preact/hooks';
import { Keypad } from '../components/Keypad';
import { digitsOf } from '../digits';
import { digitWords } from '../texts/digits';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly isWrong: boolean;
  /** At a counter there may be no keyboard, and nothing is kept by its browser. */
  readonly withKeypad: boolean;
  readonly onChange: (pin: string) => void;
}

/** A member's PIN, typed on the member's device or at a counter. */
export function PinEntry({ label, value, isWrong, withKeypad, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const change = (text: string) => {
    input.current?.focus();
    onChange(digitsOf('pin', text));
  };
  return (
    <div class="pin-entry">
      <div class="field">
        <label for="field-pin">{label}</label>
        <input
          id="field-pin"
          ref={input}
          class="number"
          type="password"
          inputMode={withKeypad ? 'none' : 'numeric'}
          autocomplete={withKeypad ? 'off' : 'current-password'}
          value={value}
          aria-invalid={isWrong}
          aria-describedby="hint-pin"
          onInput={(event) => change(event.currentTarget.value)}
        />
        <p id="hint-pin" class="field-hint">
          {digitWords.value.pinHint}
        </p>
      </div>
      {withKeypad && (
        <Keypad
          onDigit={(digit) => change(value + digit)}
          onErase={() => change(value.slice(0, -1))}
          onClear={() => change('')}
        />
      )}
    </div>
  );
}
