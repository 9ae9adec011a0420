/** Which language the page speaks, and its texts. Chinese first; the choice is kept in this browser. */
import { computed, effect, signal } from '@preact/signals';
import { readKept, writeKept } from './kept';
import { en } from './texts/en';
import { zh } from './texts/zh';
import type { Refusal } from './types';

export type Lang = 'zh' | 'en';

const KEPT_AS = 'yolo1125.lang';

export const lang = signal<Lang>(readKept('local', KEPT_AS) === 'en' ? 'en' : 'zh');
export const texts = computed(() => (lang.value === 'en' ? en : zh));

export function switchLanguage(): void {
  lang.value = lang.value === 'zh' ? 'en' : 'zh';
  writeKept('local', KEPT_AS, lang.value);
}

/** Keeps `<html lang>` and the title in step, so that screen readers use the right voice. */
export function followLanguage(): void {
  effect(() => {
    document.documentElement.lang = lang.value === 'zh' ? 'zh-Hant-TW' : 'en';
    document.title = texts.value.pageTitle;
  });
}

/** Refusals whose `detail` is the product's name rather than words for a developer. */
const NAMES_A_PRODUCT = new Set<string>(['out_of_stock', 'product_unavailable']);

/** A refusal in the reader's language, with the product it is about where it is about one. */
export function refusalText(refusal: Refusal): string {
  if (refusal.kind === 'no-answer') return texts.value.errors.noAnswer;
  const text = lang.value === 'zh' ? refusal.message : refusal.message_en;
  if (refusal.detail === undefined || !NAMES_A_PRODUCT.has(refusal.code)) return text;
  return lang.value === 'zh' ? `「${refusal.detail}」${text}` : `${refusal.detail}: ${text}`;
}

/** `NT$1,250`. */
export function formatMoney(amount: number): string {
  return `NT$${amount.toLocaleString('en-US')}`;
}

/** An ISO time as this counter's clock says it. */
export function formatTime(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const locale = lang.value === 'zh' ? 'zh-TW' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium', hourCycle: 'h23' }).format(
    time,
  );
}
