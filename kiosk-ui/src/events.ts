/** Things that happen and are shown for a while. */
import { effect } from '@preact/signals';
import { playAdded } from './sound';
import type { ToastText } from './state';
import * as state from './state';
import type { CartLineView, ReceiptView } from './types';
import { uuid } from './uuid';

const TOAST_MS = 2800;
/** There is something to press in it. */
const UNDO_MS = 5000;
const MOST_TOASTS = 3;

function showToast(text: ToastText): void {
  const id = uuid();
  state.toasts.value = [...state.toasts.value, { id, text }].slice(-MOST_TOASTS);
  const lastsMs = text.kind === 'added' || text.kind === 'unknown' ? UNDO_MS : TOAST_MS;
  window.setTimeout(() => hideUnused(id, lastsMs), lastsMs);
}

export function hideToast(id: string): void {
  state.toasts.value = state.toasts.value.filter((toast) => toast.id !== id);
}

/** Whoever is about to press it is not hurried: it stays for another while. */
function hideUnused(id: string, lastsMs: number): void {
  if (document.getElementById(toastId(id))?.matches(':hover, :focus-within') !== true) hideToast(id);
  else window.setTimeout(() => hideUnused(id, lastsMs), lastsMs);
}

/** The element that shows it. */
export function toastId(id: string): string {
  return `toast-${id}`;
}

export function showAdded({ name, product_id }: CartLineView, quantity: number): void {
  showToast({ kind: 'added', name, quantity, productId: product_id });
  void playAdded();
}

export function showUndone(name: string): void {
  showToast({ kind: 'undone', name });
}

export function showRemoved(name: string, quantity: number): void {
  showToast({ kind: 'removed', name, quantity });
}

/** @param isNew welcomed for the first time, not back */
export function showWelcome(name: string, isNew: boolean): void {
  showToast({ kind: isNew ? 'joined' : 'welcome', name });
}

/** Once while it is on the screen: a product lying in view is seen again and again. */
export function showSignInFirst(name: string): void {
  if (!state.toasts.value.some(({ text }) => text.kind === 'sign-in-first'))
    showToast({ kind: 'sign-in-first', name });
}

/** Lasts as what has a button does: there is something to do about it. */
export function showUnknown(): void {
  if (!state.toasts.value.some(({ text }) => text.kind === 'unknown')) showToast({ kind: 'unknown' });
}

/** Shows a finished sale, once, whether HTTP or the socket told of it first. */
export function showReceipt(receipt: ReceiptView): void {
  if (state.lastTransaction.value === receipt.transaction_id) return;
  state.lastTransaction.value = receipt.transaction_id;
  state.receipt.value = receipt;
  state.cart.value = state.EMPTY_CART;
  state.dialog.value = 'none';
  state.notice.value = null;
}

export function closeReceipt(): void {
  state.receipt.value = null;
}

const SIGHT_LASTS_MS = 1500;

/** Takes boxes off the picture when no frame has been analysed for a while: they no longer show what is there. */
export function forgetStaleSight(): void {
  effect(() => {
    if (state.sight.value === null) return;
    const timer = window.setTimeout(() => {
      state.sight.value = null;
    }, SIGHT_LASTS_MS);
    return () => clearTimeout(timer);
  });
}
