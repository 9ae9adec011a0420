import type { TransactionReply } from '../../../../../src/protocol/admin/transactions';
import { formatMoney } from '../../../format';
import { texts } from '../../i18n';
import { Link } from '../../parts/Link';
import { Table } from '../../parts/Table';
import { addressOfOne } from '../../routes';

export function Lines({ transaction }: { transaction: TransactionReply['transaction'] }) {
  const t = texts.value.sales.transaction;
  return (
    <>
      <Table
        caption={t.lines}
        rows={transaction.lines}
        keyOf={({ product_id, price }) => `${product_id}@${price}`}
        isNarrow
        columns={[
          {
            key: 'product',
            head: t.product,
            kind: 'name',
            cell: ({ product_id, name }) => <Link to={addressOfOne('products', product_id)}>{name}</Link>,
          },
          { key: 'price', head: t.price, kind: 'number', cell: ({ price }) => formatMoney(price) },
          { key: 'quantity', head: t.quantity, kind: 'number', cell: ({ quantity }) => quantity },
          {
            key: 'subtotal',
            head: t.subtotal,
            kind: 'number',
            cell: ({ subtotal }) => formatMoney(subtotal),
          },
        ]}
      />
      <p class="sum">
        <span>
          {t.total} <span class="muted">({texts.value.units.items(transaction.total_quantity)})</span>
        </span>
        <strong class="number">{formatMoney(transaction.total)}</strong>
      </p>
    </>
  );
}
