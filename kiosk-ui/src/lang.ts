/** Which language the page speaks. Chinese first; the choice is kept in this browser, for all of our pages. */
import { effect, signal } from '@preact/signals';
import { readKept, writeKept } from './kept';

export type Lang = 'zh' | 'en';

const KEPT_AS = 'yolo1125.lang';

export const lang = signal<Lang>(readKept('local', KEPT_AS) === 'en' ? 'en' : 'zh');

export function switchLanguage(): void {
  lang.value = lang.value === 'zh' ? 'en' : 'zh';
  writeKept('local', KEPT_AS, lang.value);
}

/**
 * Keeps `<html lang>` and the title in step, so that screen readers use the right voice.
 * @param title reads the signals that it depends on
 */
export function followLanguage(title: () => string): void {
  effect(() => {
    document.documentElement.lang = lang.value === 'zh' ? 'zh-Hant-TW' : 'en';
    document.title = title();
  });
}
