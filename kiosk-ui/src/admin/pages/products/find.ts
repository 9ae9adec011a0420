/** Which products a search and a filter find. */
import type { AdminProduct } from '../../../../../src/protocol/admin/products';

export type ProductFilter = 'all' | 'active' | 'inactive' | 'unbound' | 'low';

const PASSES: Readonly<Record<ProductFilter, (product: AdminProduct) => boolean>> = {
  all: () => true,
  active: ({ active }) => active,
  inactive: ({ active }) => !active,
  unbound: ({ active, model_class, learned_pictures }) =>
    active && model_class === null && learned_pictures === 0,
  low: ({ stock }) => stock === 0,
};

export function isFound(product: AdminProduct, sought: string, filter: ProductFilter): boolean {
  const words = `${product.name} ${product.id} ${product.class_name ?? ''}`.toLowerCase();
  return PASSES[filter](product) && words.includes(sought.trim().toLowerCase());
}
