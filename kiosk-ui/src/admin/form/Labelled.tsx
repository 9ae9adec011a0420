import type { ComponentChildren } from 'preact';

/** What a control has to carry so that its label, hint and error are its own. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** The error is said elsewhere, but it is about this field. */
  readonly isBlamed?: boolean;
  readonly children: (control: ControlProps) => ComponentChildren;
}

export function Labelled({ id, label, hint, error, isBlamed = false, children }: Props) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class="entry">
      <label for={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} class="entry-hint">
          {hint}
        </p>
      )}
      {children({
        id,
        'aria-invalid': error !== undefined || isBlamed,
        'aria-describedby': described === '' ? undefined : described,
      })}
      {error && (
        <p id={`${id}-error`} class="entry-error">
          {error}
        </p>
      )}
    </div>
  );
}
