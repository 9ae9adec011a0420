/** What a new password has to be; the daemon asks the same. */
import type { Errors } from '../../form/use-form';
import { texts } from '../../i18n';

const LEAST = 10;
const MOST = 200;

export interface NewPassword {
  readonly password: string;
  readonly repeat: string;
}

export function checkNewPassword({ password, repeat }: NewPassword): Errors<NewPassword> {
  const t = texts.value.owner;
  if (password.length < LEAST) return { password: t.passwordShort };
  if (password.length > MOST) return { password: t.passwordLong };
  return repeat === password ? {} : { repeat: t.repeatDiffers };
}
