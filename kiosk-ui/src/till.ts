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

export function createTill(sessionId: string): Till {
  let unsettled: Sale | null = null;

  async function ask(sale: Sale): Promise<Answer<ReceiptView>> {
    const answer = await postCheckout(sessionId, sale.total, sale.key);
    if (isUnsettled(answer)) unsettled = sale;
    else if (unsettled === sale) unsettled = null;
    return answer;
  }

  function pay(memberId: string, cart: CartView): Promise<Answer<ReceiptView>> {
    const seen = JSON.stringify([memberId, cart]);
    const again = unsettled?.seen === seen ? unsettled : null;
    return ask(again ?? { key: uuid(), memberId, total: cart.total, seen });
  }

  async function askAgain(): Promise<Answer<ReceiptView> | null> {
    return unsettled === null ? null : ask(unsettled);
  }

  function forgetOthers(memberId: string): void {
    if (unsettled?.memberId !== memberId) unsettled = null;
  }

  return { pay, askAgain, forgetOthers };
}
