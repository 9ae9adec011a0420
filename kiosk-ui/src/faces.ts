/** What the daemon says about faces, and how long it stays true. */
import { effect } from '@preact/signals';
import { askKiosk } from './api';
import type { Notice } from './state';
import * as state from './state';
import type { OutboundMessage, Size } from './types';

type Message<T extends OutboundMessage['type']> = Extract<OutboundMessage, { type: T }>;

const CUSTOMER_LASTS_MS = 1500;
/** Looking down for a moment is not leaving. */
const LEFT_AFTER_MS = 8000;
const PREPARING_POLL_MS = 5000;

/** A new object only for a new size, so that nothing is drawn again for nothing. */
export function measureFrame({ width, height }: Size): void {
  const before = state.frameSize.value;
  if (before?.width !== width || before.height !== height) state.frameSize.value = { width, height };
}

function hearCustomer({ state: seen, bbox }: Message<'customer'>): void {
  state.customer.value = { state: seen, bbox };
  if (seen === 'recognised') state.invitation.value = 'none';
}

/** Frames a member's face for a moment; invites a stranger once, and leaves whoever declined in peace. */
function hearFace({ action, bbox }: Message<'face_detected'>): void {
  if (action === 'login') state.customer.value = { state: 'recognised', bbox };
  else if (state.invitation.value === 'none') state.invitation.value = 'open';
}

function asksForProof(notice: Notice | null): boolean {
  return (
    notice?.kind === 'refusal' &&
    notice.refusal.kind === 'refused' &&
    notice.refusal.code === 'liveness_required'
  );
}

function hearChallenge({ challenge, passed }: Message<'liveness_challenge'>): void {
  if (challenge !== null) {
    const { side, reason, progress, expires_in_ms } = challenge;
    state.challenge.value = { side, reason, progress, endsAt: Date.now() + expires_in_ms };
    state.proof.value = null;
    if (asksForProof(state.notice.value)) state.notice.value = null;
    return;
  }
  const reason = state.challenge.value?.reason ?? 'unsure';
  state.challenge.value = null;
  state.proof.value = passed === null ? null : { passed, reason };
}

/** Takes in what is about faces; anything else changes nothing. */
export function hear(message: OutboundMessage): void {
  if (message.type === 'customer') hearCustomer(message);
  else if (message.type === 'face_detected') hearFace(message);
  else if (message.type === 'identity_question') state.question.value = message.question;
  else if (message.type === 'liveness_challenge') hearChallenge(message);
}

/** A visit ended or the line is new: what was asked before is asked no more. */
export function forgetFaces(): void {
  state.customer.value = null;
  state.invitation.value = 'none';
  state.question.value = null;
  state.challenge.value = null;
  state.proof.value = null;
  state.signOutAt.value = null;
}

/** Forgets a face that is no longer spoken of, and an invitation to somebody who has left. */
export function forgetStaleFaces(): void {
  effect(() => {
    if (state.customer.value === null) return;
    const timer = window.setTimeout(() => {
      state.customer.value = null;
    }, CUSTOMER_LASTS_MS);
    return () => clearTimeout(timer);
  });
  effect(() => {
    if (state.invitation.value === 'none' || state.isFaceThere.value) return;
    const timer = window.setTimeout(() => {
      state.invitation.value = 'none';
    }, LEFT_AFTER_MS);
    return () => clearTimeout(timer);
  });
}

/** Asks every few seconds whether faces can be recognised, while the daemon is getting ready for them. */
export function watchPreparation(): void {
  effect(() => {
    if (state.facesState.value !== 'preparing') return;
    const timer = window.setInterval(async () => {
      const answer = await askKiosk();
      if (answer.ok) state.kiosk.value = answer.body;
    }, PREPARING_POLL_MS);
    return () => clearInterval(timer);
  });
}
