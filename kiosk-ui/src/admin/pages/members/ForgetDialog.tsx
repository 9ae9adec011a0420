import type { MemberReply } from '../../../../../src/protocol/admin/members';
import { remove } from '../../api';
import { TextEntry } from '../../form/TextEntry';
import { useForm } from '../../form/use-form';
import { texts } from '../../i18n';
import { tell } from '../../news';
import { AskDialog } from '../../parts/AskDialog';
import { go } from '../../router';

interface Props {
  readonly member: MemberReply['member'];
  readonly onClose: () => void;
}

/** Nobody is forgotten by a slip: the name has to be typed. */
export function ForgetDialog({ member, onClose }: Props) {
  const t = texts.value.catalogue.member;
  const form = useForm({
    initial: { typed: '' },
    check: ({ typed }) =>
      typed.trim().normalize('NFC') === member.name.normalize('NFC') ? {} : { typed: t.forgetDiffers },
    send: async () => {
      const answer = await remove(`members/${encodeURIComponent(member.id)}`);
      if (!answer.ok) return answer.refusal;
      tell((words) => words.catalogue.member.forgotten);
      go('/admin/members', { replace: true });
      return null;
    },
  });
  return (
    <AskDialog title={t.forget} form={form} confirm={t.forget} isDanger onClose={onClose}>
      <p>{t.forgetText}</p>
      <TextEntry form={form} name="typed" label={t.forgetTyped(member.name)} isFirst />
    </AskDialog>
  );
}
