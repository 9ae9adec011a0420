import { digitWords } from '../texts/digits';
import { Icon } from './Icon';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

interface Props {
  readonly onDigit: (digit: string) => void;
  readonly onErase: () => void;
  readonly onClear: () => void;
}

/** Pressing a key leaves the focus in the field, so that keypad and keyboard can be mixed. */
function keepFocus(event: Event): void {
  event.preventDefault();
}

export function Keypad({ onDigit, onErase, onClear }: Props) {
  const t = digitWords.value;
  return (
    <fieldset class="keypad" aria-label={t.keypad} onPointerDown={keepFocus} onMouseDown={keepFocus}>
      {DIGITS.map((digit) => (
        <button key={digit} type="button" class="key" onClick={() => onDigit(digit)}>
          {digit}
        </button>
      ))}
      <button type="button" class="key is-word" onClick={onClear}>
        {t.clear}
      </button>
      <button type="button" class="key" onClick={() => onDigit('0')}>
        0
      </button>
      <button type="button" class="key is-word" onClick={onErase}>
        <Icon name="erase" />
        <span class="unseen">{t.erase}</span>
      </button>
    </fieldset>
  );
}
