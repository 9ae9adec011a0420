import { useState } from 'preact/hooks';
import { ErrorSummary } from '../../form/ErrorSummary';
import { SubmitButton } from '../../form/SubmitButton';
import { TextEntry } from '../../form/TextEntry';
import { Tick } from '../../form/Tick';
import { useForm } from '../../form/use-form';
import { texts } from '../../i18n';
import { signIn } from '../../owner';

export function SignInForm() {
  const t = texts.value.owner;
  const [isShown, setShown] = useState(false);
  const form = useForm({
    initial: { password: '' },
    check: ({ password }) => (password === '' ? { password: t.passwordMissing } : {}),
    send: ({ password }) => signIn(password),
    blame: (refusal) => (refusal.kind === 'refused' && refusal.code === 'wrong_password' ? 'password' : null),
  });
  return (
    <form class="form" noValidate onSubmit={form.submit}>
      <ErrorSummary form={form} />
      <TextEntry
        form={form}
        name="password"
        label={t.password}
        type={isShown ? 'text' : 'password'}
        autocomplete="current-password"
        isFirst
      />
      <Tick checked={isShown} onChange={setShown}>
        {t.show}
      </Tick>
      <div class="form-foot">
        <SubmitButton busy={form.busy} busyText={t.signingIn}>
          {t.signInSubmit}
        </SubmitButton>
      </div>
      <p class="entry-hint">{t.forgotten}</p>
    </form>
  );
}
