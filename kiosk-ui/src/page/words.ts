/** The words that the small pages (receipt, a member's own page) share. */
import { computed } from '@preact/signals';
import { lang } from '../lang';

const zh = {
  shopName: '智慧無人商店',
  otherLanguage: 'English',
  otherLanguageLang: 'en',
  loading: '載入中…',
  tryAgain: '再試一次',
  toCounter: '回到櫃檯',
  leavesIn: (seconds: number) => `沒有操作，${seconds} 秒後回到櫃檯。`,
  stay: '我還在看',
};

const en: typeof zh = {
  shopName: 'Smart Store',
  otherLanguage: '中文',
  otherLanguageLang: 'zh-Hant-TW',
  loading: 'Loading…',
  tryAgain: 'Try again',
  toCounter: 'Back to the counter',
  leavesIn: (seconds) => `Nothing was touched. Back to the counter in ${seconds} s.`,
  stay: 'Stay here',
};

export const pageWords = computed(() => (lang.value === 'en' ? en : zh));
