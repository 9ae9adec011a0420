import type { AdminProduct, AdminProductsReply } from '../../../../../src/protocol/admin/products';
import { texts } from '../../i18n';
import { BackLink } from '../../parts/BackLink';
import { PageHead } from '../../parts/PageHead';
import { Waiting } from '../../parts/Waiting';
import { useLoad } from '../../use-load';
import { EditProductForm } from './EditProductForm';
import { PicturePanel } from './PicturePanel';
import { SellingPanel } from './SellingPanel';
import { StockPanel } from './StockPanel';
import { TeachPanel } from './TeachPanel';

export function ProductPage({ id }: { id: string }) {
  const t = texts.value.catalogue.product;
  const loaded = useLoad<AdminProductsReply>('products');
  const { body } = loaded;
  const product = body?.products.find((one) => one.id === id);

  /** Shows the change at once; which classes are sold may be another now, so the rest is asked for again. */
  function take(changed: AdminProduct): void {
    if (body === null) return;
    const products = body.products.map((one) => (one.id === changed.id ? changed : one));
    loaded.put({ ...body, products });
    void loaded.reload();
  }

  return (
    <>
      <BackLink to="/admin/products">{t.back}</BackLink>
      <PageHead title={product === undefined ? t.title(id) : t.title(product.name)} />
      <Waiting of={loaded}>
        {(all) =>
          product === undefined ? (
            <p>{texts.value.notFound.text}</p>
          ) : (
            <div class="grid">
              <div class="stack">
                <EditProductForm product={product} all={all} onDone={take} />
                <TeachPanel product={product} onDone={take} />
              </div>
              <div class="stack">
                <StockPanel product={product} onDone={take} />
                <PicturePanel product={product} onDone={take} />
                <SellingPanel product={product} onDone={take} />
              </div>
            </div>
          )
        }
      </Waiting>
    </>
  );
}
