/** The words of the owner's pages in the language they speak now. */
import { computed } from '@preact/signals';
import { lang } from '../lang';
import { en } from './texts/en';
import { zh } from './texts/zh';

export const texts = computed(() => (lang.value === 'en' ? en : zh));
