/** The kiosk's words in the language it speaks now. */
import { computed } from '@preact/signals';
import { lang } from './lang';
import { en } from './texts/en';
import { zh } from './texts/zh';

export { formatMoney, formatTime } from './format';
export { lang, switchLanguage } from './lang';
export { refusalText } from './refusal';

export const texts = computed(() => (lang.value === 'en' ? en : zh));
