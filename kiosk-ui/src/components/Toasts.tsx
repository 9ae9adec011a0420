import { undoAdding } from '../actions';
import { useCounter } from '../counter';
import { toastId } from '../events';
import { texts } from '../i18n';
import { cartMode, isOpen, type Toast as ToastShown, type ToastText, toasts } from '../state';
import { Icon, type IconName } from './Icon';

const ICONS: Partial<Record<ToastText['kind'], IconName>> = {
  'sign-in-first': 'alert',
  removed: 'minus',
  unknown: 'alert',
};

function wordsOf(text: ToastText): string {
  const t = texts.value;
  if (text.kind === 'added') return t.toast.added(text.name, text.quantity);
  if (text.kind === 'removed') return t.tray.removed(text.name, text.quantity);
  if (text.kind === 'unknown') return t.toast.unknown;
  if (text.kind === 'undone') return (cartMode.value === 'tray' ? t.tray : t.toast).undone(text.name);
  if (text.kind === 'welcome') return t.member.welcome(text.name);
  return text.kind === 'joined' ? t.member.welcomeNew(text.name) : t.toast.signInFirst(text.name);
}

const wordsId = ({ id }: ToastShown) => `${toastId(id)}-words`;

/** Gone with its toast, so the focus goes to what it changed. */
function UndoButton({ toast }: { toast: ToastShown }) {
  const counter = useCounter();
  return (
    <button
      type="button"
      class="button toast-undo"
      aria-describedby={wordsId(toast)}
      disabled={!isOpen.value}
      onClick={() => {
        document.getElementById('cart-title')?.focus({ preventScroll: true });
        undoAdding(counter, toast);
      }}
    >
      {texts.value.toast.undo}
    </button>
  );
}

/** The region is always there: screen readers only announce what is added to one they already know. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite" aria-atomic="false">
      {toasts.value.map((toast) => (
        <div key={toast.id} id={toastId(toast.id)} class={`toast is-${toast.text.kind}`}>
          <Icon name={ICONS[toast.text.kind] ?? 'check'} />
          <p id={wordsId(toast)}>{wordsOf(toast.text)}</p>
          {toast.text.kind === 'added' && <UndoButton toast={toast} />}
        </div>
      ))}
    </div>
  );
}
