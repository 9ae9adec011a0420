import { texts } from '../i18n';
import { type ToastText, toasts } from '../state';
import { Icon } from './Icon';

function wordsOf(text: ToastText): string {
  const t = texts.value;
  if (text.kind === 'added') return t.toast.added(text.name, text.quantity);
  if (text.kind === 'welcome') return t.member.welcome(text.name);
  return text.kind === 'joined' ? t.member.welcomeNew(text.name) : t.toast.signInFirst(text.name);
}

/** The region is always there: screen readers only announce what is added to one they already know. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite" aria-atomic="false">
      {toasts.value.map(({ id, text }) => (
        <p key={id} class={`toast is-${text.kind}`}>
          <Icon name={text.kind === 'sign-in-first' ? 'alert' : 'check'} />
          {wordsOf(text)}
        </p>
      ))}
    </div>
  );
}
