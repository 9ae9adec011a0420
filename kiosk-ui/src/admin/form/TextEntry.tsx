import type { InputHTMLAttributes } from 'preact';
import { Labelled } from './Labelled';
import type { Form } from './use-form';

type Words<V> = { [K in keyof V]: V[K] extends string ? K : never }[keyof V] & string;

interface Props<V extends object> {
  readonly form: Form<V>;
  readonly name: Words<V>;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'text' | 'password' | 'date' | 'tel';
  /** What the browser may fill in; nothing unless told. */
  readonly autocomplete?: InputHTMLAttributes['autocomplete'];
  readonly inputMode?: 'numeric' | 'text' | 'tel';
  readonly isFirst?: boolean;
  readonly maxLength?: number;
}

export function TextEntry<V extends object>({
  form,
  name,
  label,
  hint,
  type = 'text',
  autocomplete = 'off',
  inputMode,
  isFirst = false,
  maxLength,
}: Props<V>) {
  return (
    <Labelled
      id={`${form.id}-${name}`}
      label={label}
      hint={hint}
      error={form.errors[name]}
      isBlamed={form.blamed === name}
    >
      {(control) => (
        <input
          {...control}
          {...({ type } as { type: 'text' })}
          {...(maxLength === undefined ? {} : { maxLength })}
          inputMode={inputMode}
          autocomplete={autocomplete}
          spellcheck={false}
          data-first-focus={isFirst ? true : undefined}
          value={form.values[name] as string}
          onInput={(event) => form.set(name, event.currentTarget.value as V[typeof name])}
        />
      )}
    </Labelled>
  );
}
