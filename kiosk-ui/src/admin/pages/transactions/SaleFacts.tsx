import type { ComponentChildren } from 'preact';
import type { TransactionReply } from '../../../../../src/protocol/admin/transactions';
import { Icon } from '../../../components/Icon';
import { formatMoney, formatTime } from '../../../format';
import { texts } from '../../i18n';
import { Facts } from '../../parts/Facts';
import { Link } from '../../parts/Link';
import { Panel } from '../../parts/Panel';
import { Tag } from '../../parts/Tag';
import { addressOfOne } from '../../routes';

interface Props {
  readonly transaction: TransactionReply['transaction'];
  readonly children: ComponentChildren;
}

export function SaleFacts({ transaction, children }: Props) {
  const { transaction: t, transactions: list } = texts.value.sales;
  const { member, voided_at, void_reason } = transaction;
  return (
    <Panel title={t.facts}>
      <Facts
        facts={[
          [
            list.status,
            voided_at === null ? <Tag tone="good">{list.sold}</Tag> : <Tag tone="warning">{list.voided}</Tag>,
          ],
          [list.time, formatTime(transaction.created_at)],
          [
            list.member,
            member === null ? (
              list.forgotten
            ) : (
              <Link to={addressOfOne('members', member.id)}>{member.name}</Link>
            ),
          ],
          [list.items, transaction.total_quantity],
          [list.total, formatMoney(transaction.total)],
          ...(voided_at === null ? [] : ([[t.voidedAt, formatTime(voided_at)]] as const)),
          ...(void_reason === null ? [] : ([[t.reason, void_reason]] as const)),
        ]}
      />
      <div class="form-foot">
        <a class="button" href={`/receipt/${transaction.receipt_key}`} target="_blank" rel="noreferrer">
          <Icon name="bill" />
          {t.receipt}
          <span class="unseen">{t.newWindow}</span>
        </a>
        {children}
      </div>
    </Panel>
  );
}
