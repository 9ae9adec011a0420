/** What each of the daemon's messages means for what the page knows. */
import { batch } from '@preact/signals';
import { showAdded, showReceipt, showRemoved, showSignInFirst, showUnknown, showWelcome } from './events';
import * as faces from './faces';
import * as state from './state';
import type { CartView, OutboundMessage, SignOutReason } from './types';
import { arrive, leave } from './visit';

function cartOf({ cart, total, total_quantity }: CartView): CartView {
  return { cart, total, total_quantity };
}

/** Says what came in addition to what was there; what was taken out needs no announcement. */
function announceAdded(before: CartView, after: CartView): void {
  for (const line of after.cart) {
    const had = before.cart.find((old) => old.product_id === line.product_id)?.quantity ?? 0;
    if (line.quantity > had) showAdded(line, line.quantity - had);
  }
}

/** What the customer asked for needs no telling. */
function tellOfSignOut(reason: SignOutReason): void {
  if (reason === 'checkout' || reason === 'requested') return;
  state.notice.value = { kind: 'signed-out', reason: reason === 'expired' ? 'idle' : reason };
}

function apply(message: OutboundMessage): void {
  switch (message.type) {
    case 'session_state':
      state.connection.value = { status: 'open' };
      state.cartMode.value = message.cart_mode ?? 'scan';
      state.tray.value = { items: 0, leftOver: 0 };
      state.unpaired.value = null;
      faces.forgetFaces();
      if (message.user === null) leave();
      else arrive(message.user);
      state.cart.value = cartOf(message);
      return;
    case 'signed_in':
      arrive(message.user);
      showWelcome(message.user.name, state.hasJoined.value);
      return;
    case 'signed_out':
      leave();
      faces.forgetFaces();
      tellOfSignOut(message.reason);
      return;
    case 'cart_updated':
      state.signOutAt.value = null;
      announceAdded(state.cart.value, message);
      state.cart.value = cartOf(message);
      if (message.cart.length === 0 && state.dialog.value === 'confirm') state.dialog.value = 'none';
      return;
    case 'product_removed':
      showRemoved(message.name, message.quantity);
      return;
    case 'tray':
      state.tray.value = { items: message.items, leftOver: message.left_over };
      return;
    case 'product_detected':
      if (state.member.value === null) showSignInFirst(message.product.name);
      return;
    case 'product_unknown':
      showUnknown();
      return;
    case 'detections':
      state.sight.value = { width: message.width, height: message.height, detections: message.detections };
      faces.measureFrame(message);
      state.sightTrouble.value = null;
      return;
    case 'idle_warning':
      state.signOutAt.value = Date.now() + message.seconds_left * 1000;
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
    default:
      faces.hear(message);
  }
}

/** Takes one message in, all of it at once. A type this page does not know yet changes nothing. */
export function applyMessage(message: OutboundMessage): void {
  batch(() => apply(message));
}
