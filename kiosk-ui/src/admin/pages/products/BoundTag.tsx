import type { AdminProduct } from '../../../../../src/protocol/admin/products';
import { texts } from '../../i18n';
import { Tag } from '../../parts/Tag';

/** The model's class that is this product, or that there is none. */
export function BoundTag({ product }: { product: AdminProduct }) {
  const { model_class: bound, class_name, active, learned_pictures } = product;
  if (bound !== null) return <span class="class-name">{bound.class_name}</span>;
  if (learned_pictures > 0) return <Tag tone="good">{texts.value.catalogue.products.learned}</Tag>;
  if (active) return <Tag tone="bad">{texts.value.catalogue.products.unbound}</Tag>;
  return <span class="muted">{class_name ?? '—'}</span>;
}
