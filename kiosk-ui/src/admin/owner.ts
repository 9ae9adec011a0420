/** Whether the owner is signed in, and how they get in and out. */
import { signal } from '@preact/signals';
import type { OwnerReply } from '../../../src/protocol/admin/owner';
import { ask, send } from '../ask';
import type { Answer, Refusal } from '../types';
import { arrivals } from './router';

/**
 * `asking`: not known yet. `unreachable`: the daemon did not say. `expired`: was signed in on this page, and the daemon
 * does not know the cookie any more.
 */
export type OwnerState = 'asking' | 'unreachable' | 'expired' | OwnerReply['state'];

export const owner = signal<OwnerState>('asking');
/** Whether this computer may set the first password. */
export const setupHere = signal(false);
/** Counts sign-ins: what was refused for want of one is asked for again. */
export const visits = signal(0);

function become({ state, setup_here }: OwnerReply): void {
  setupHere.value = setup_here;
  if (state === 'signed_in') {
    visits.value += 1;
    // The form is gone and with it the focus; an expired visit's dialog gives it back by itself.
    if (owner.value !== 'expired' && owner.value !== 'asking') arrivals.value += 1;
  }
  owner.value = state;
}

async function settle(answer: Promise<Answer<OwnerReply>>): Promise<Refusal | null> {
  const got = await answer;
  if (!got.ok) return got.refusal;
  become(got.body);
  return null;
}

/** Asks the daemon; it is `unreachable` when no answer comes. */
export async function askOwner(): Promise<void> {
  const refusal = await settle(ask('/api/admin/owner'));
  if (refusal !== null) owner.value = 'unreachable';
}

/** Asks once more, and shows that it does. */
export function askAgain(): Promise<void> {
  owner.value = 'asking';
  arrivals.value += 1;
  return askOwner();
}

export function setUp(password: string): Promise<Refusal | null> {
  return settle(send('/api/admin/setup', { password }));
}

export function signIn(password: string): Promise<Refusal | null> {
  return settle(send('/api/admin/sign-in', { password }));
}

export function signOut(): Promise<Refusal | null> {
  return settle(send('/api/admin/sign-out', {}));
}

/** The daemon answered that nobody is signed in. */
export function expire(): void {
  if (owner.value === 'signed_in') owner.value = 'expired';
}
