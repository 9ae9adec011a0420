/** What the receipt's page says. */
import { computed } from '@preact/signals';
import { lang } from '../lang';

const zh = {
  pageTitle: '收據 YOLO1125',
  title: '收據',
  print: '列印',
  missing: '打不開這張收據',
};

const en: typeof zh = {
  pageTitle: 'Receipt YOLO1125',
  title: 'Receipt',
  print: 'Print',
  missing: 'This receipt cannot be opened',
};

export const words = computed(() => (lang.value === 'en' ? en : zh));
