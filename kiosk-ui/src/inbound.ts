/** What each of the daemon's messages means for what the page knows. */
import { batch } from '@preact/signals';
import { showAdded, showReceipt, showSignInFirst } from './events';
import * as state from './state';
import type { CartView, OutboundMessage } from './types';

function cartOf({ cart, total, total_quantity }: CartView): CartView {
  return { cart, total, total_quantity };
}

/** Says what came in addition to what was there; what was taken out needs no announcement. */
function announceAdded(before: CartView, after: CartView): void {
  for (const line of after.cart) {
    const had = before.cart.find((old) => old.product_id === line.product_id)?.quantity ?? 0;
    if (line.quantity > had) showAdded(line.name, line.quantity - had);
  }
}

function forgetVisit(): void {
  state.member.value = null;
  state.cart.value = state.EMPTY_CART;
  if (state.dialog.value !== 'sign-in') state.dialog.value = 'none';
}

function apply(message: OutboundMessage): void {
  switch (message.type) {
    case 'session_state':
      state.connection.value = { status: 'open' };
      if (message.user === null) forgetVisit();
      else if (state.dialog.value === 'sign-in') state.dialog.value = 'none';
      state.member.value = message.user;
      state.cart.value = cartOf(message);
      return;
    case 'signed_in':
      state.member.value = message.user;
      if (state.dialog.value === 'sign-in') state.dialog.value = 'none';
      return;
    case 'signed_out':
      forgetVisit();
      if (message.reason === 'idle' || message.reason === 'expired')
        state.notice.value = { kind: 'signed-out-idle' };
      return;
    case 'cart_updated':
      announceAdded(state.cart.value, message);
      state.cart.value = cartOf(message);
      if (message.cart.length === 0 && state.dialog.value === 'confirm') state.dialog.value = 'none';
      return;
    case 'product_detected':
      if (state.member.value === null) showSignInFirst(message.product.name);
      return;
    case 'detections':
      state.sight.value = { width: message.width, height: message.height, detections: message.detections };
      state.sightTrouble.value = null;
      return;
    case 'checkout_completed':
      showReceipt(message.receipt);
      return;
    case 'error': {
      const refusal = { ...message, kind: 'refused' as const, status: 0 };
      if (message.seq === undefined) state.notice.value = { kind: 'refusal', refusal };
      else state.sightTrouble.value = refusal;
      return;
    }
  }
}

/** Takes one message in, all of it at once. A type this page does not know yet changes nothing. */
export function applyMessage(message: OutboundMessage): void {
  batch(() => apply(message));
}
