import { Labelled } from './Labelled';
import type { Form } from './use-form';

export interface Choice {
  readonly value: string;
  readonly text: string;
}

interface Props<V extends object> {
  readonly form: Form<V>;
  readonly name: keyof V & string;
  readonly label: string;
  readonly hint?: string;
  readonly choices: readonly Choice[];
}

export function ChoiceEntry<V extends object>({ form, name, label, hint, choices }: Props<V>) {
  return (
    <Labelled
      id={`${form.id}-${name}`}
      label={label}
      hint={hint}
      error={form.errors[name]}
      isBlamed={form.blamed === name}
    >
      {(control) => (
        <select
          {...control}
          value={String(form.values[name])}
          onChange={(event) => form.set(name, event.currentTarget.value as V[typeof name])}
        >
          {choices.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
