import { useState } from 'preact/hooks';
import { TextEntry } from '../../form/TextEntry';
import { Tick } from '../../form/Tick';
import type { Form } from '../../form/use-form';
import { texts } from '../../i18n';
import type { NewPassword } from './password-rules';

/** A new password, twice, readable on request. */
export function NewPasswordEntries({ form }: { form: Form<NewPassword> }) {
  const t = texts.value.owner;
  const [isShown, setShown] = useState(false);
  const type = isShown ? 'text' : 'password';
  return (
    <>
      <TextEntry
        form={form}
        name="password"
        label={t.newPassword}
        hint={t.newPasswordHint}
        type={type}
        autocomplete="new-password"
      />
      <TextEntry form={form} name="repeat" label={t.repeat} type={type} autocomplete="new-password" />
      <Tick checked={isShown} onChange={setShown}>
        {t.show}
      </Tick>
    </>
  );
}
