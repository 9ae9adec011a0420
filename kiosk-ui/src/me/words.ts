/** The words of a member's own page in the language it speaks now. */
import { computed } from '@preact/signals';
import { lang } from '../lang';
import { en } from './texts/en';
import { zh } from './texts/zh';

export const words = computed(() => (lang.value === 'en' ? en : zh));
