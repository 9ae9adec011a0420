import type { TransactionReply } from '../../../../../src/protocol/admin/transactions';
import { formatMoney } from '../../../format';
import { post } from '../../api';
import { TextEntry } from '../../form/TextEntry';
import { useForm } from '../../form/use-form';
import { texts } from '../../i18n';
import { tell } from '../../news';
import { AskDialog } from '../../parts/AskDialog';

interface Props {
  readonly transaction: TransactionReply['transaction'];
  readonly onDone: (reply: TransactionReply) => void;
  /** Somebody else has voided it meanwhile. */
  readonly onStale: () => void;
  readonly onClose: () => void;
}

const MOST_CHARACTERS = 200;

/** The second step: what it does, and a reason that stays in the records. */
export function VoidDialog({ transaction, onDone, onStale, onClose }: Props) {
  const t = texts.value.sales.transaction;
  const { transaction_id: id, total } = transaction;
  const form = useForm({
    initial: { reason: '' },
    check: ({ reason }) => (reason.trim() === '' ? { reason: t.reasonMissing } : {}),
    send: async ({ reason }) => {
      const path = `transactions/${encodeURIComponent(id)}/void`;
      const answer = await post<TransactionReply>(path, { reason: reason.trim() });
      if (!answer.ok) {
        if (answer.refusal.kind === 'refused' && answer.refusal.code === 'already_voided') onStale();
        return answer.refusal;
      }
      tell((words) => words.sales.transaction.voidDone);
      onDone(answer.body);
      onClose();
      return null;
    },
  });
  return (
    <AskDialog
      title={t.voidTitle(id)}
      form={form}
      confirm={t.voidConfirm(formatMoney(total))}
      isDanger
      onClose={onClose}
    >
      <p>{t.voidText}</p>
      <TextEntry
        form={form}
        name="reason"
        label={t.voidReason}
        hint={t.voidReasonHint}
        maxLength={MOST_CHARACTERS}
        isFirst
      />
    </AskDialog>
  );
}
