import type { LowStock } from '../../../../../src/protocol/admin/reports';
import { texts } from '../../i18n';
import { Link } from '../../parts/Link';
import { Panel } from '../../parts/Panel';
import { Table } from '../../parts/Table';
import { addressOfOne } from '../../routes';

export function LowStockPanel({ title, rows }: { title: string; rows: readonly LowStock[] }) {
  const t = texts.value;
  return (
    <Panel title={title}>
      {rows.length === 0 ? (
        <p class="muted">{t.today.noLowStock}</p>
      ) : (
        <Table
          caption={title}
          isNarrow
          rows={rows}
          keyOf={({ product_id }) => product_id}
          columns={[
            {
              key: 'name',
              head: t.nav.products,
              kind: 'name',
              cell: ({ product_id, name }) => <Link to={addressOfOne('products', product_id)}>{name}</Link>,
            },
            {
              key: 'stock',
              head: t.today.left,
              kind: 'number',
              cell: ({ stock }) => t.units.items(stock),
            },
          ]}
        />
      )}
    </Panel>
  );
}
