import type { OwnerReply } from '../../../../../src/protocol/admin/owner';
import { post } from '../../api';
import { ErrorSummary } from '../../form/ErrorSummary';
import { SubmitButton } from '../../form/SubmitButton';
import { TextEntry } from '../../form/TextEntry';
import { type Form, useForm } from '../../form/use-form';
import { texts } from '../../i18n';
import { tell } from '../../news';
import { Panel } from '../../parts/Panel';
import { NewPasswordEntries } from './NewPasswordEntries';
import { checkNewPassword, type NewPassword } from './password-rules';

type Change = NewPassword & { readonly current: string };

const EMPTY: Change = { current: '', password: '', repeat: '' };

export function PasswordPanel() {
  const t = texts.value.owner;
  const form = useForm<Change>({
    initial: EMPTY,
    check: (values) => ({
      ...(values.current === '' ? { current: t.currentMissing } : {}),
      ...checkNewPassword(values),
    }),
    send: async ({ current, password }) => {
      const answer = await post<OwnerReply>('password', { current, password });
      if (!answer.ok) return answer.refusal;
      form.reset(EMPTY);
      tell((words) => words.owner.changed);
      return null;
    },
    blame: (refusal) => (refusal.kind === 'refused' && refusal.code === 'wrong_password' ? 'current' : null),
  });
  return (
    <Panel title={texts.value.system.password}>
      <form class="form" noValidate onSubmit={form.submit}>
        <p class="muted">{t.changeText}</p>
        <ErrorSummary form={form} />
        <TextEntry
          form={form}
          name="current"
          label={t.current}
          type="password"
          autocomplete="current-password"
        />
        <NewPasswordEntries form={form as unknown as Form<NewPassword>} />
        <div class="form-foot">
          <SubmitButton busy={form.busy}>{t.change}</SubmitButton>
        </div>
      </form>
    </Panel>
  );
}
