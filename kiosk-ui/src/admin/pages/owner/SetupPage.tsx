import { ErrorSummary } from '../../form/ErrorSummary';
import { SubmitButton } from '../../form/SubmitButton';
import { useForm } from '../../form/use-form';
import { texts } from '../../i18n';
import { setUp } from '../../owner';
import { Gate } from './Gate';
import { NewPasswordEntries } from './NewPasswordEntries';
import { checkNewPassword, type NewPassword } from './password-rules';

/** The first visit, on the shop's own computer. */
export function SetupPage() {
  const t = texts.value.owner;
  const form = useForm<NewPassword>({
    initial: { password: '', repeat: '' },
    check: checkNewPassword,
    send: ({ password }) => setUp(password),
  });
  return (
    <Gate title={t.setupTitle}>
      <form class="form" noValidate onSubmit={form.submit}>
        <p class="muted">{t.setupText}</p>
        <ErrorSummary form={form} />
        <NewPasswordEntries form={form} />
        <div class="form-foot">
          <SubmitButton busy={form.busy}>{t.setupSubmit}</SubmitButton>
        </div>
      </form>
    </Gate>
  );
}
