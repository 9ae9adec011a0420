/** What the person at the counter can do. Each answers with the refusal to show, or null when it was done. */
import { postIdentity, postLogin, postRegister } from './api';
import { type Counter, settle } from './counter';
import { hideToast, showReceipt, showUndone } from './events';
import * as state from './state';
import type { InboundMessage, Refusal } from './types';
import { arrive } from './visit';

/** Sends what needs no answer of its own; says so when it could not even be sent. */
function send(counter: Counter, message: InboundMessage): void {
  const sent = counter.socket.send(message);
  state.notice.value = sent ? null : { kind: 'refusal', refusal: { kind: 'no-answer' } };
}

export async function signIn(counter: Counter, phone: string, pin: string): Promise<Refusal | null> {
  const answer = await postLogin(counter.address.sessionId, phone, pin);
  if (!answer.ok) return answer.refusal;
  arrive(answer.body.user);
  state.notice.value = null;
  return null;
}

export interface NewMember {
  readonly name: string;
  readonly phone: string;
  /** Null without one. */
  readonly pin: string | null;
}

/** Only to be called once the consent is given. */
export async function register(counter: Counter, { name, phone, pin }: NewMember): Promise<Refusal | null> {
  const body = { session_id: counter.address.sessionId, name, phone, consent: true as const };
  // The socket may tell of the sign-in before the answer comes.
  state.hasJoined.value = true;
  const answer = await postRegister(pin === null ? body : { ...body, pin });
  if (!answer.ok) {
    if (state.member.value === null) state.hasJoined.value = false;
    return answer.refusal;
  }
  arrive(answer.body.user);
  state.notice.value = null;
  return null;
}

/** Answers whether the customer is who the kiosk takes them for. A turn of the head may still have to follow. */
export async function answerQuestion(counter: Counter, yes: boolean, pin?: string): Promise<Refusal | null> {
  const body = { session_id: counter.address.sessionId, yes };
  const answer = await postIdentity(pin === undefined ? body : { ...body, pin });
  if (!answer.ok) return answer.refusal;
  state.question.value = null;
  if (answer.body.user !== null) arrive(answer.body.user);
  return null;
}

/** The customer is still here: nobody is to be signed out. */
export function stay(counter: Counter): void {
  state.signOutAt.value = null;
  send(counter, { type: 'stay' });
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

/** The line that is meant: where it stood, and for when the cart changes meanwhile, what it sells. */
export interface LineName {
  readonly index: number;
  readonly product_id: string;
}

export function setQuantity(counter: Counter, { index, product_id }: LineName, quantity: number): void {
  send(counter, { type: 'cart_set_quantity', index, product_id, quantity });
}

export function removeLine(counter: Counter, { index, product_id }: LineName): void {
  send(counter, { type: 'cart_remove', index, product_id });
}

/** Takes out again what a toast says was put in, as far as it is still there. */
export function undoAdding(counter: Counter, { id, text }: state.Toast): void {
  hideToast(id);
  if (text.kind !== 'added') return;
  const lines = state.cart.value.cart;
  const index = lines.findIndex(({ product_id }) => product_id === text.productId);
  const line = { index, product_id: text.productId };
  const left = (lines[index]?.quantity ?? 0) - text.quantity;
  if (index < 0) return;
  if (left > 0) setQuantity(counter, line, left);
  else removeLine(counter, line);
  showUndone(text.name);
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
  const code = refusal.kind === 'refused' ? refusal.code : null;
  if (code === 'not_signed_in') {
    // The visit ended meanwhile, and its dialog is about to go: say it where it stays.
    state.dialog.value = 'none';
    state.notice.value = { kind: 'not-sold' };
  } else if (code === 'liveness_required') {
    // The challenge is shown over the camera, where this dialog would hide it.
    state.dialog.value = 'none';
    if (state.challenge.value === null) state.notice.value = { kind: 'refusal', refusal };
  } else if (state.dialog.value !== 'confirm') state.notice.value = { kind: 'refusal', refusal };
  return refusal;
}
