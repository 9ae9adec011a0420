import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { texts } from '../i18n';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly shown: number;
  readonly all: number;
  /** Further filters. */
  readonly children?: ComponentChildren;
}

/** Narrows a list down while one types, and says how much is left. */
export function SearchBox({ label, value, onChange, shown, all, children }: Props) {
  const id = useId();
  return (
    <div class="finder">
      <div class="entry is-growing">
        <label for={id}>{label}</label>
        <input
          id={id}
          type="search"
          autocomplete="off"
          spellcheck={false}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      </div>
      {children}
      <p class="finder-count muted" role="status">
        {texts.value.common.shown(shown, all)}
      </p>
    </div>
  );
}
