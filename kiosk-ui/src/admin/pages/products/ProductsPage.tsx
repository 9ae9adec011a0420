import { useState } from 'preact/hooks';
import type { AdminProduct, AdminProductsReply } from '../../../../../src/protocol/admin/products';
import { Icon } from '../../../components/Icon';
import { texts } from '../../i18n';
import { Link } from '../../parts/Link';
import { PageHead } from '../../parts/PageHead';
import { Waiting } from '../../parts/Waiting';
import { useLoad } from '../../use-load';
import { Finder } from './Finder';
import { isFound, type ProductFilter } from './find';
import { ProductTable } from './ProductTable';
import { StockDialog } from './StockDialog';
import { UnsoldClasses } from './UnsoldClasses';

export function ProductsPage() {
  const t = texts.value.catalogue.products;
  const loaded = useLoad<AdminProductsReply>('products');
  const [sought, setSought] = useState('');
  const [filter, setFilter] = useState<ProductFilter>('all');
  const [stocked, setStocked] = useState<AdminProduct | null>(null);
  return (
    <>
      <PageHead title={t.title}>
        <Link to="/admin/products/new" class="button primary">
          <Icon name="plus" />
          {t.add}
        </Link>
      </PageHead>
      <p class="muted lead">{t.live}</p>
      <Waiting of={loaded}>
        {({ products, classes }) => {
          const found = products.filter((product) => isFound(product, sought, filter));
          return (
            <>
              <UnsoldClasses classes={classes} />
              <section class="card">
                <Finder
                  sought={sought}
                  filter={filter}
                  onSeek={setSought}
                  onFilter={setFilter}
                  shown={found.length}
                  all={products.length}
                />
                {found.length === 0 ? (
                  <p class="muted">{products.length === 0 ? t.none : t.noMatch}</p>
                ) : (
                  <ProductTable products={found} onStock={setStocked} />
                )}
              </section>
            </>
          );
        }}
      </Waiting>
      {stocked !== null && (
        <StockDialog product={stocked} onDone={() => void loaded.reload()} onClose={() => setStocked(null)} />
      )}
    </>
  );
}
