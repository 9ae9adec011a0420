/** What did not work, in the reader's language. */
import { lang } from './lang';
import type { Refusal } from './types';

const NO_ANSWER = {
  zh: '沒有收到回應，請確認連線後再試一次。',
  en: 'No answer came. Check the connection and try again.',
};

/** Refusals whose `detail` is the product's name rather than words for a developer. */
const NAMES_A_PRODUCT = new Set<string>(['out_of_stock', 'product_unavailable']);

/** A refusal in the reader's language, with the product it is about where it is about one. */
export function refusalText(refusal: Refusal): string {
  if (refusal.kind === 'no-answer') return NO_ANSWER[lang.value];
  const text = lang.value === 'zh' ? refusal.message : refusal.message_en;
  if (refusal.detail === undefined || !NAMES_A_PRODUCT.has(refusal.code)) return text;
  return lang.value === 'zh' ? `「${refusal.detail}」${text}` : `${refusal.detail}: ${text}`;
}
