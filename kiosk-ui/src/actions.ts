/** What the person at the counter can do. Each answers with the refusal to show, or null when it was done. */
import { postLogin } from './api';
import { type Counter, settle } from './counter';
import { showReceipt } from './events';
import * as state from './state';
import type { InboundMessage, Refusal } from './types';

/** Sends what needs no answer of its own; says so when it could not even be sent. */
function send(counter: Counter, message: InboundMessage): void {
  const sent = counter.socket.send(message);
  state.notice.value = sent ? null : { kind: 'refusal', refusal: { kind: 'no-answer' } };
}

export async function signIn(counter: Counter, phone: string, pin: string): Promise<Refusal | null> {
  const answer = await postLogin(counter.address.sessionId, phone, pin);
  if (!answer.ok) return answer.refusal;
  state.member.value = answer.body.user;
  state.notice.value = null;
  if (state.dialog.value === 'sign-in') state.dialog.value = 'none';
  return null;
}

export function signOut(counter: Counter): void {
  state.dialog.value = 'none';
  send(counter, { type: 'sign_out' });
}

/** Signs out, but asks first when there is a cart to lose. */
export function askToSignOut(counter: Counter): void {
  if (state.isCartEmpty.value) signOut(counter);
  else state.dialog.value = 'sign-out';
}

export function setQuantity(counter: Counter, index: number, quantity: number): void {
  send(counter, { type: 'cart_set_quantity', index, quantity });
}

export function removeLine(counter: Counter, index: number): void {
  send(counter, { type: 'cart_remove', index });
}

export async function pay(counter: Counter): Promise<Refusal | null> {
  const answer = await counter.till.pay(state.member.value?.id ?? '', state.cart.value);
  if (answer.ok) {
    showReceipt(answer.body);
    return null;
  }
  const { refusal } = answer;
  // The visit is over although no answer came: it was probably sold, so ask at once, while this customer stands here.
  if (state.member.value === null) void settle(counter.till);
  if (refusal.kind === 'refused' && refusal.code === 'not_signed_in') {
    // The visit ended meanwhile, and its dialog is about to go: say it where it stays.
    state.dialog.value = 'none';
    state.notice.value = { kind: 'not-sold' };
  } else if (state.dialog.value !== 'confirm') state.notice.value = { kind: 'refusal', refusal };
  return refusal;
}
