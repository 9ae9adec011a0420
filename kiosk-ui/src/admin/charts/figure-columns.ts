import type { SalesFigures } from '../../../../src/protocol/admin/reports';
import { formatMoney } from '../../format';
import { texts } from '../i18n';
import type { Column } from '../parts/Table';
import { formatCount } from '../words';

/** The columns of a table of sales figures, of whatever time. */
export function figureColumns<Row extends SalesFigures>(
  head: string,
  nameOf: (row: Row) => string,
): readonly Column<Row>[] {
  const t = texts.value.today;
  return [
    { key: 'name', head, kind: 'name', cell: nameOf },
    { key: 'takings', head: t.takings, kind: 'number', cell: ({ takings }) => formatMoney(takings) },
    { key: 'sales', head: t.sales, kind: 'number', cell: ({ sales }) => formatCount(sales) },
    { key: 'items', head: t.items, kind: 'number', cell: ({ items }) => formatCount(items) },
  ];
}
