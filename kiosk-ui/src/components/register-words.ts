import { isLongEnough, missingDigits } from '../digits';
import { refusalText, texts } from '../i18n';
import type { RegisterTrouble } from './use-register-form';

/** Under the number while it is typed: how far it is from being one. */
export function phoneHint(phone: string): string {
  const t = texts.value;
  if (phone === '') return t.signIn.phoneExample;
  const missing = missingDigits(phone);
  if (missing < 0) return t.faces.register.phoneLong;
  return missing === 0 && isLongEnough('phone', phone)
    ? t.faces.register.phoneWhole
    : t.faces.register.phoneShort(missing);
}

export function troubleText(trouble: RegisterTrouble): string | null {
  const t = texts.value;
  if (trouble === null) return null;
  if (trouble === 'name') return t.faces.register.nameMissing;
  if (trouble === 'agreed') return t.faces.register.consentMissing;
  if (trouble === 'phone') return t.signIn.phoneMissing;
  return trouble === 'pin' ? t.signIn.pinMissing : refusalText(trouble);
}
