/** Paying: one sale for one press, however often the press has to be repeated. */
import { postCheckout } from './api';
import type { Answer, CartView, ReceiptView } from './types';
import { uuid } from './uuid';

export interface Till {
  /**
   * Pays for exactly this cart of this member.
   * Calling it again after an answer was lost asks for the same sale, not for a second one.
   */
  readonly pay: (memberId: string, cart: CartView) => Promise<Answer<ReceiptView>>;
  /** Whether this is the sale that was put off until the customer has shown to be there in person. */
  readonly awaitsProof: (memberId: string, cart: CartView) => boolean;
  /** Asks what became of a sale whose answer was lost; null when there is none such. */
  readonly askAgain: () => Promise<Answer<ReceiptView> | null>;
  /** This member is at the counter now: another one's open question is not theirs to see answered. */
  readonly forgetOthers: (memberId: string) => void;
}

interface Sale {
  readonly key: string;
  readonly memberId: string;
  readonly total: number;
  /** Who saw what when the sale was asked for. */
  readonly seen: string;
}

/** A 5xx or silence leaves open whether it was sold. Anything else settles it. */
function isUnsettled(answer: Answer<ReceiptView>): boolean {
  return !answer.ok && (answer.refusal.kind === 'no-answer' || answer.refusal.status >= 500);
}

function needsProof(answer: Answer<ReceiptView>): boolean {
  return !answer.ok && answer.refusal.kind === 'refused' && answer.refusal.code === 'liveness_required';
}

function seenBy(memberId: string, cart: CartView): string {
  return JSON.stringify([memberId, cart]);
}

export function createTill(sessionId: string): Till {
  let unsettled: Sale | null = null;
  let unproven: Sale | null = null;

  async function ask(sale: Sale): Promise<Answer<ReceiptView>> {
    const answer = await postCheckout(sessionId, sale.total, sale.key);
    unproven = needsProof(answer) ? sale : null;
    if (isUnsettled(answer)) unsettled = sale;
    else if (unsettled === sale) unsettled = null;
    return answer;
  }

  function pay(memberId: string, cart: CartView): Promise<Answer<ReceiptView>> {
    const seen = seenBy(memberId, cart);
    const again = [unsettled, unproven].find((sale) => sale?.seen === seen);
    return ask(again ?? { key: uuid(), memberId, total: cart.total, seen });
  }

  function awaitsProof(memberId: string, cart: CartView): boolean {
    return unproven?.seen === seenBy(memberId, cart);
  }

  async function askAgain(): Promise<Answer<ReceiptView> | null> {
    return unsettled === null ? null : ask(unsettled);
  }

  function forgetOthers(memberId: string): void {
    if (unsettled?.memberId !== memberId) unsettled = null;
    if (unproven?.memberId !== memberId) unproven = null;
  }

  return { pay, awaitsProof, askAgain, forgetOthers };
}
