/** A visit's beginning and end, as far as this page's own state goes. */
import * as state from './state';
import type { MemberView } from './types';

/** Typing to get in, which ends when somebody is in. */
function isArriving(): boolean {
  return state.dialog.value === 'sign-in' || state.dialog.value === 'register';
}

/** However it was done, somebody is signed in now. */
export function arrive(user: MemberView): void {
  state.member.value = user;
  if (isArriving()) state.dialog.value = 'none';
  state.question.value = null;
  state.invitation.value = 'none';
}

export function leave(): void {
  state.member.value = null;
  state.cart.value = state.EMPTY_CART;
  state.hasJoined.value = false;
  state.toasts.value = state.toasts.value.filter(({ text }) => text.kind !== 'added');
  if (!isArriving()) state.dialog.value = 'none';
}
