import { texts } from '../i18n';
import { type ToastText, toasts } from '../state';
import { Icon } from './Icon';

function wordsOf(text: ToastText): string {
  const t = texts.value.toast;
  return text.kind === 'added' ? t.added(text.name, text.quantity) : t.signInFirst(text.name);
}

/** The region is always there: screen readers only announce what is added to one they already know. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite" aria-atomic="false">
      {toasts.value.map(({ id, text }) => (
        <p key={id} class={`toast is-${text.kind}`}>
          <Icon name={text.kind === 'added' ? 'check' : 'alert'} />
          {wordsOf(text)}
        </p>
      ))}
    </div>
  );
}
