/** What a member's own page knows, and what can be done on it. */
import { signal } from '@preact/signals';
import type { Refusal } from '../types';
import { askMe, type ForgetWhat, type MeReply, postForget, postSignIn, postSignOut } from './api';

export type View =
  | { readonly kind: 'loading' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** `news`: why this form is shown, when that was not asked for. */
  | { readonly kind: 'sign-in'; readonly news: 'signed-out' | 'ended' | null }
  | { readonly kind: 'member'; readonly me: MeReply; readonly news: 'face-forgotten' | null }
  | { readonly kind: 'forgotten' };

export const view = signal<View>({ kind: 'loading' });

function isSignedOut(refusal: Refusal): boolean {
  return refusal.kind === 'refused' && refusal.code === 'not_signed_in';
}

/** @param sessionId of the counter that this page was opened at, or null */
export async function load(sessionId: string | null): Promise<void> {
  view.value = { kind: 'loading' };
  const answer = await askMe(sessionId);
  if (answer.ok) view.value = { kind: 'member', me: answer.body, news: null };
  else if (isSignedOut(answer.refusal) && sessionId === null) view.value = { kind: 'sign-in', news: null };
  else view.value = { kind: 'refused', refusal: answer.refusal };
}

export async function signIn(phone: string, pin: string): Promise<Refusal | null> {
  const answer = await postSignIn(phone, pin);
  if (!answer.ok) return answer.refusal;
  view.value = { kind: 'member', me: answer.body, news: null };
  return null;
}

export async function signOut(): Promise<Refusal | null> {
  const answer = await postSignOut();
  if (!answer.ok) return answer.refusal;
  view.value = { kind: 'sign-in', news: 'signed-out' };
  return null;
}

/** Erases, and shows what is left. */
export async function forget(
  sessionId: string | null,
  what: ForgetWhat,
  pin: string | null,
): Promise<Refusal | null> {
  const answer = await postForget(sessionId, what, pin);
  if (!answer.ok) {
    if (!isSignedOut(answer.refusal) || sessionId !== null) return answer.refusal;
    view.value = { kind: 'sign-in', news: 'ended' };
    return null;
  }
  if (what === 'everything') view.value = { kind: 'forgotten' };
  else if (view.value.kind === 'member') {
    const me = { ...view.value.me, has_face: false, face_since: null };
    view.value = { kind: 'member', me, news: 'face-forgotten' };
  }
  return null;
}
