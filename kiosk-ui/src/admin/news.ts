/** What was just done, told once, in whichever language is on. */
import { signal } from '@preact/signals';
import type { Texts } from './texts/zh';

export interface News {
  readonly number: number;
  readonly words: (texts: Texts) => string;
}

const TOLD_MS = 7000;

export const news = signal<News | null>(null);

export function tell(words: News['words']): void {
  const number = (news.value?.number ?? 0) + 1;
  news.value = { number, words };
  window.setTimeout(() => {
    if (news.value?.number === number) news.value = null;
  }, TOLD_MS);
}
