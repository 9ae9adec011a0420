import type { ProductFigures } from '../../../../../src/protocol/admin/reports';
import { formatMoney } from '../../../format';
import { BarChart } from '../../charts/BarChart';
import { texts } from '../../i18n';
import { Link } from '../../parts/Link';
import { addressOfOne } from '../../routes';
import { formatCount } from '../../words';

/** More bars than this are too thin to read; the table has them all. */
const MOST_BARS = 15;

export function ProductChart({ products }: { products: readonly ProductFigures[] }) {
  const t = texts.value.sales.reports;
  return (
    <BarChart
      title={t.perProduct}
      rows={products}
      shown={MOST_BARS}
      keyOf={({ product_id }) => product_id}
      labelOf={({ name }) => name}
      figureOf={({ takings }) => takings}
      format={formatMoney}
      isLying
      columns={[
        {
          key: 'product',
          head: t.product,
          kind: 'name',
          cell: ({ product_id, name }) => <Link to={addressOfOne('products', product_id)}>{name}</Link>,
        },
        { key: 'quantity', head: t.quantity, kind: 'number', cell: ({ quantity }) => formatCount(quantity) },
        { key: 'takings', head: t.takings, kind: 'number', cell: ({ takings }) => formatMoney(takings) },
      ]}
    />
  );
}
