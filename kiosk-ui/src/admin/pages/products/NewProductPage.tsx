import type { AdminProductsReply } from '../../../../../src/protocol/admin/products';
import { texts } from '../../i18n';
import { BackLink } from '../../parts/BackLink';
import { PageHead } from '../../parts/PageHead';
import { Waiting } from '../../parts/Waiting';
import { place } from '../../router';
import { useLoad } from '../../use-load';
import { NewProductForm } from './NewProductForm';

/** `?class=NAME` begins with that class chosen. */
export function NewProductPage() {
  const t = texts.value.catalogue.product;
  const loaded = useLoad<AdminProductsReply>('products');
  return (
    <>
      <BackLink to="/admin/products">{t.back}</BackLink>
      <PageHead title={t.newTitle} />
      <Waiting of={loaded}>
        {(all) => <NewProductForm all={all} className={place.value.query.get('class')} />}
      </Waiting>
    </>
  );
}
