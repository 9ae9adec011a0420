import { useId } from 'preact/hooks';
import type { NewDeviceReply, NewDeviceRequest } from '../../../../../src/protocol/admin/devices';
import { post } from '../../api';
import { ErrorSummary } from '../../form/ErrorSummary';
import { Radios } from '../../form/Radios';
import { SubmitButton } from '../../form/SubmitButton';
import { TextEntry } from '../../form/TextEntry';
import { useForm } from '../../form/use-form';
import { texts } from '../../i18n';

const NAME = /^[A-Za-z0-9_-]{1,64}$/;
const KINDS = ['kiosk', 'edge'] as const;
const EMPTY: NewDeviceRequest = { name: '', kind: 'kiosk' };

export function AddDeviceForm({ onAdded }: { onAdded: (reply: NewDeviceReply) => void }) {
  const t = texts.value.devices;
  const radios = useId();
  const form = useForm<NewDeviceRequest>({
    initial: EMPTY,
    check: ({ name }) => (NAME.test(name.trim()) ? {} : { name: t.nameWrong }),
    send: async ({ name, kind }) => {
      const answer = await post<NewDeviceReply>('devices', { name: name.trim(), kind });
      if (!answer.ok) return answer.refusal;
      form.reset(EMPTY);
      onAdded(answer.body);
      return null;
    },
    blame: (refusal) => (refusal.kind === 'refused' && refusal.code === 'device_exists' ? 'name' : null),
  });
  return (
    <form class="form" noValidate onSubmit={form.submit}>
      <ErrorSummary form={form} />
      <TextEntry form={form} name="name" label={t.name} hint={t.nameHint} maxLength={64} />
      <Radios
        name={radios}
        label={t.kind}
        value={form.values.kind}
        choices={KINDS.map((value) => ({ value, text: t.kindChoices[value] }))}
        onChange={(kind) => form.set('kind', kind)}
      />
      <div class="form-foot">
        <SubmitButton busy={form.busy}>{t.add}</SubmitButton>
      </div>
    </form>
  );
}
