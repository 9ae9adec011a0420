/** Phone numbers and PINs, as the daemon takes them. */

export type DigitsName = 'phone' | 'pin';

const MOST_DIGITS: Readonly<Record<DigitsName, number>> = { phone: 15, pin: 8 };
const LEAST_DIGITS: Readonly<Record<DigitsName, number>> = { phone: 8, pin: 4 };
const MOBILE_DIGITS = 10;

/** The digits of what was typed or pasted, and no more than there can be. */
export function digitsOf(name: DigitsName, text: string): string {
  return text.replace(/\D/g, '').slice(0, MOST_DIGITS[name]);
}

export function isLongEnough(name: DigitsName, digits: string): boolean {
  return digits.length >= LEAST_DIGITS[name];
}

/** Taiwan's mobile numbers end after ten digits: what comes next is next without a press in between. */
export function isWholeMobile(phone: string): boolean {
  return /^09\d{8}$/.test(phone);
}

/** How many digits a phone number still lacks; below 0 there are too many for a mobile number. */
export function missingDigits(phone: string): number {
  if (phone.startsWith('09')) return MOBILE_DIGITS - phone.length;
  return Math.max(0, LEAST_DIGITS.phone - phone.length);
}
