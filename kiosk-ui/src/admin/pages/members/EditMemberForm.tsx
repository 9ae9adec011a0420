import type { MemberChangeRequest, MemberReply } from '../../../../../src/protocol/admin/members';
import { patch } from '../../api';
import { ErrorSummary } from '../../form/ErrorSummary';
import { SubmitButton } from '../../form/SubmitButton';
import { TextEntry } from '../../form/TextEntry';
import { Tick } from '../../form/Tick';
import { type Errors, useForm } from '../../form/use-form';
import { texts } from '../../i18n';
import { tell } from '../../news';
import { Panel } from '../../parts/Panel';

type Member = MemberReply['member'];

interface Typed {
  readonly name: string;
  readonly phone: string;
  readonly pin: string;
  readonly noPin: boolean;
}

function check({ name, phone, pin, noPin }: Typed): Errors<Typed> {
  const t = texts.value.catalogue.member.errors;
  const digits = phone.replace(/[\s().-]/g, '');
  return {
    ...(name.trim() === '' ? { name: t.name } : {}),
    ...(/^\+?\d{8,15}$/.test(digits) ? {} : { phone: t.phone }),
    ...(noPin || pin === '' || /^\d{4,8}$/.test(pin) ? {} : { pin: t.pin }),
  };
}

function changeOf({ name, phone, pin, noPin }: Typed, member: Member): MemberChangeRequest {
  return {
    ...(name.trim() === member.name ? {} : { name: name.trim() }),
    ...(phone.trim() === member.phone ? {} : { phone: phone.trim() }),
    ...(noPin ? { pin: null } : pin === '' ? {} : { pin }),
  };
}

const typedOf = ({ name, phone }: Member): Typed => ({ name, phone, pin: '', noPin: false });

interface Props {
  readonly member: Member;
  readonly onDone: (reply: MemberReply) => void;
}

export function EditMemberForm({ member, onDone }: Props) {
  const t = texts.value.catalogue.member;
  const form = useForm<Typed>({
    initial: typedOf(member),
    check,
    send: async (typed) => {
      const change = changeOf(typed, member);
      if (Object.keys(change).length === 0) {
        tell((words) => words.common.nothingChanged);
        return null;
      }
      const answer = await patch<MemberReply>(`members/${encodeURIComponent(member.id)}`, change);
      if (!answer.ok) return answer.refusal;
      form.reset(typedOf(answer.body.member));
      tell((words) => words.catalogue.member.saved);
      onDone(answer.body);
      return null;
    },
    blame: (refusal) => (refusal.kind === 'refused' && refusal.code === 'phone_taken' ? 'phone' : null),
  });
  return (
    <Panel title={t.edit}>
      <form class="form" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextEntry form={form} name="name" label={t.name} maxLength={60} />
        <TextEntry form={form} name="phone" label={t.phone} type="tel" inputMode="tel" />
        {!form.values.noPin && (
          <TextEntry
            form={form}
            name="pin"
            label={t.pin}
            hint={t.pinHint}
            type="password"
            autocomplete="new-password"
            inputMode="numeric"
            maxLength={8}
          />
        )}
        {member.has_pin && (
          <Tick checked={form.values.noPin} onChange={(noPin) => form.set('noPin', noPin)}>
            {t.removePin}
          </Tick>
        )}
        <div class="form-foot">
          <SubmitButton busy={form.busy}>{texts.value.common.save}</SubmitButton>
        </div>
      </form>
    </Panel>
  );
}
