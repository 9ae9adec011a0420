/** After a challenge: how it ended is shown for a while, and a sale that waited for it goes on. */
import { effect, untracked } from '@preact/signals';
import { pay } from './actions';
import type { Counter } from './counter';
import * as state from './state';
import type { Proof } from './types';

const PASSED_MS = 1800;
const FAILED_MS = 8000;

function hide(shown: Proof): void {
  if (state.proof.peek() === shown) state.proof.value = null;
}

/** Pays what was confirmed before the challenge; a cart that changed meanwhile is shown again first. */
async function payOn(counter: Counter, shown: Proof): Promise<void> {
  const { member, cart, dialog } = state;
  if (counter.till.awaitsProof(member.value?.id ?? '', cart.value)) await pay(counter);
  else if (member.value !== null && !state.isCartEmpty.value) dialog.value = 'confirm';
  hide(shown);
}

export function followProof(counter: Counter): void {
  effect(() => {
    const shown = state.proof.value;
    if (shown === null) return;
    if (shown.passed && shown.reason === 'large_total') {
      void untracked(() => payOn(counter, shown));
      return;
    }
    const timer = window.setTimeout(() => hide(shown), shown.passed ? PASSED_MS : FAILED_MS);
    return () => clearTimeout(timer);
  });
}
