import type { TransactionRow } from '../../../../../src/protocol/admin/transactions';
import { formatMoney } from '../../../format';
import { texts } from '../../i18n';
import { Link } from '../../parts/Link';
import { type Column, Table } from '../../parts/Table';
import { Tag } from '../../parts/Tag';
import { addressOfOne } from '../../routes';
import { formatMoment } from '../../words';

function columns(): readonly Column<TransactionRow>[] {
  const t = texts.value.sales.transactions;
  return [
    {
      key: 'number',
      head: t.number,
      kind: 'name',
      cell: ({ transaction_id: id }) => (
        <Link to={addressOfOne('transactions', id)} class="number">
          {id}
        </Link>
      ),
    },
    {
      key: 'time',
      head: t.time,
      cell: ({ created_at: at }) => (
        <time dateTime={at} class="number">
          {formatMoment(at)}
        </time>
      ),
    },
    {
      key: 'member',
      head: t.member,
      cell: ({ member }) =>
        member === null ? (
          <span class="muted">{t.forgotten}</span>
        ) : (
          <Link to={addressOfOne('members', member.id)}>{member.name}</Link>
        ),
    },
    { key: 'items', head: t.items, kind: 'number', cell: ({ total_quantity }) => total_quantity },
    {
      key: 'total',
      head: t.total,
      kind: 'number',
      cell: ({ total, voided_at }) => (voided_at === null ? formatMoney(total) : <s>{formatMoney(total)}</s>),
    },
    {
      key: 'status',
      head: t.status,
      cell: ({ voided_at }) =>
        voided_at === null ? <Tag tone="plain">{t.sold}</Tag> : <Tag tone="warning">{t.voided}</Tag>,
    },
  ];
}

interface Props {
  readonly caption: string;
  readonly transactions: readonly TransactionRow[];
  readonly isBusy?: boolean;
}

export function SalesTable({ caption, transactions, isBusy = false }: Props) {
  return (
    <Table
      caption={caption}
      columns={columns()}
      rows={transactions}
      keyOf={({ transaction_id }) => transaction_id}
      isBusy={isBusy}
    />
  );
}
