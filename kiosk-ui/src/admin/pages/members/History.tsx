import type { MemberReply } from '../../../../../src/protocol/admin/members';
import { formatMoney } from '../../../format';
import { texts } from '../../i18n';
import { Link } from '../../parts/Link';
import { Panel } from '../../parts/Panel';
import { Table } from '../../parts/Table';
import { Tag } from '../../parts/Tag';
import { withQuery } from '../../router';
import { addressOfOne } from '../../routes';
import { formatMoment } from '../../words';

type Transactions = MemberReply['transactions'];

const SHOWN = 20;

function HistoryTable({ transactions }: { transactions: Transactions }) {
  const t = texts.value.sales.transactions;
  return (
    <Table
      caption={texts.value.catalogue.member.history}
      rows={transactions}
      keyOf={({ transaction_id }) => transaction_id}
      columns={[
        {
          key: 'number',
          head: t.number,
          kind: 'name',
          cell: ({ transaction_id: id, created_at }) => (
            <span class="product-words">
              <Link to={addressOfOne('transactions', id)} class="number">
                {id}
              </Link>
              <time dateTime={created_at} class="muted small number">
                {formatMoment(created_at)}
              </time>
            </span>
          ),
        },
        {
          key: 'lines',
          head: texts.value.sales.transaction.lines,
          cell: ({ lines }) => lines.map(({ name, quantity }) => `${name} × ${quantity}`).join(', '),
        },
        {
          key: 'total',
          head: t.total,
          kind: 'number',
          cell: ({ total, voided_at }) =>
            voided_at === null ? (
              formatMoney(total)
            ) : (
              <>
                <s>{formatMoney(total)}</s> <Tag tone="warning">{t.voided}</Tag>
              </>
            ),
        },
      ]}
    />
  );
}

/** The newest purchases; the rest is one press away. */
export function History({ memberId, transactions }: { memberId: string; transactions: Transactions }) {
  const t = texts.value.catalogue.member;
  return (
    <Panel
      title={t.history}
      aside={
        <Link to={withQuery('/admin/transactions', { member: memberId })} class="button quiet">
          {t.allTransactions}
        </Link>
      }
    >
      {transactions.length === 0 ? (
        <p class="muted">{t.noHistory}</p>
      ) : (
        <HistoryTable transactions={transactions.slice(0, SHOWN)} />
      )}
    </Panel>
  );
}
