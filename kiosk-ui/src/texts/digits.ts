/** The words round phone numbers, PINs and the number pad, for every page that asks for them. */
import { computed } from '@preact/signals';
import { lang } from '../lang';

export const zhDigits = {
  phone: '手機號碼',
  phoneExample: '例如 0912345678',
  pin: 'PIN 碼',
  pinHint: '4 到 8 位數字',
  phoneMissing: '請輸入手機號碼（8 到 15 位數字）',
  pinMissing: '請輸入 PIN 碼（4 到 8 位數字）',
  keypad: '數字鍵盤',
  clear: '清除',
  erase: '倒退',
};

export const enDigits: typeof zhDigits = {
  phone: 'Phone number',
  phoneExample: 'e.g. 0912345678',
  pin: 'PIN',
  pinHint: '4 to 8 digits',
  phoneMissing: 'Enter your phone number (8 to 15 digits).',
  pinMissing: 'Enter your PIN (4 to 8 digits).',
  keypad: 'Number pad',
  clear: 'Clear',
  erase: 'Erase',
};

export const digitWords = computed(() => (lang.value === 'en' ? enDigits : zhDigits));
