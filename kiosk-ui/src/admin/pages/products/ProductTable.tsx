import type { AdminProduct } from '../../../../../src/protocol/admin/products';
import { formatMoney } from '../../../format';
import { texts } from '../../i18n';
import { Link } from '../../parts/Link';
import { type Column, Table } from '../../parts/Table';
import { Tag } from '../../parts/Tag';
import { addressOfOne } from '../../routes';
import { BoundTag } from './BoundTag';
import { Thumbnail } from './Thumbnail';
import { stockText } from './words';

interface Props {
  readonly products: readonly AdminProduct[];
  readonly onStock: (product: AdminProduct) => void;
}

function columns(onStock: Props['onStock']): readonly Column<AdminProduct>[] {
  const t = texts.value.catalogue.products;
  return [
    {
      key: 'name',
      head: t.name,
      kind: 'name',
      cell: (product) => (
        <span class="product-cell">
          <Thumbnail product={product} />
          <span class="product-words">
            <Link to={addressOfOne('products', product.id)}>{product.name}</Link>
            <span class="muted small">{product.id}</span>
          </span>
        </span>
      ),
    },
    { key: 'price', head: t.price, kind: 'number', cell: ({ price }) => formatMoney(price) },
    {
      key: 'stock',
      head: t.stock,
      kind: 'number',
      cell: (product) => (product.stock === 0 ? <Tag tone="warning">0</Tag> : stockText(product.stock)),
    },
    { key: 'class', head: t.seenAs, cell: (product) => <BoundTag product={product} /> },
    {
      key: 'state',
      head: t.state,
      cell: ({ active }) => <Tag tone={active ? 'good' : 'plain'}>{active ? t.active : t.inactive}</Tag>,
    },
    {
      key: 'actions',
      head: texts.value.common.actions,
      kind: 'wide',
      cell: (product) => (
        <button
          type="button"
          class="button"
          aria-label={t.restockName(product.name)}
          onClick={() => onStock(product)}
        >
          {t.restock}
        </button>
      ),
    },
  ];
}

export function ProductTable({ products, onStock }: Props) {
  return (
    <Table
      caption={texts.value.catalogue.products.caption}
      columns={columns(onStock)}
      rows={products}
      keyOf={({ id }) => id}
    />
  );
}
