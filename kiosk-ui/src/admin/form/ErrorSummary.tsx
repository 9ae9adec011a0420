import { texts } from '../i18n';
import { RefusalText } from '../parts/RefusalText';
import type { Form } from './use-form';

/** What is wrong, each with the way to its field. It takes the focus after an attempt that failed. */
export function ErrorSummary<V extends object>({ form }: { form: Form<V> }) {
  const { id, errors, refusal, blamed, summary } = form;
  const wrong = Object.entries(errors) as [string, string][];
  if (wrong.length === 0 && refusal === null) return null;
  function focus(event: Event, name: string): void {
    event.preventDefault();
    document.getElementById(`${id}-${name}`)?.focus();
  }
  return (
    <div ref={summary} class="note is-bad" tabIndex={-1}>
      {wrong.length > 0 && (
        <>
          <p>
            <strong>{texts.value.common.fix}</strong>
          </p>
          <ul class="note-list">
            {wrong.map(([name, text]) => (
              <li key={name}>
                <a href={`#${id}-${name}`} onClick={(event) => focus(event, name)}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      {refusal !== null &&
        (blamed === null ? (
          <RefusalText refusal={refusal} />
        ) : (
          <a href={`#${id}-${blamed}`} onClick={(event) => focus(event, blamed)}>
            <RefusalText refusal={refusal} />
          </a>
        ))}
    </div>
  );
}
