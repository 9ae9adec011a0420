/** Filling the catalogue from a list: run it as often as you like, the result is the same. */
import type { Product } from './catalogue.js';
import type { Store } from './store-port.js';

export interface SeedChange {
  readonly product: Product;
  readonly kind: 'added' | 'changed' | 'unchanged';
  /** For `changed`: which fields, with their old and new values. */
  readonly fields: readonly { readonly name: string; readonly before: unknown; readonly after: unknown }[];
}

const COMPARED = ['name', 'price', 'class_name', 'yolo_class_id', 'stock', 'active'] as const;

/**
 * Adds or updates products by id; products not in the list stay as they are.
 *
 * @param restock also set the stock of products that are already there. Otherwise the list's stock is only the
 *   opening stock of new products, because what is left on the shelf is known by the sales, not by the list.
 */
export async function seedProducts(
  store: Store,
  products: readonly Product[],
  restock = false,
): Promise<readonly SeedChange[]> {
  const known = new Map((await store.listProducts()).map((product) => [product.id, product]));
  const changes: SeedChange[] = [];
  for (const listed of products) {
    const before = known.get(listed.id);
    const product = before && !restock ? { ...listed, stock: before.stock } : listed;
    const fields = before
      ? COMPARED.filter((name) => before[name] !== product[name]).map((name) => ({
          name,
          before: before[name],
          after: product[name],
        }))
      : [];
    if (!before || fields.length > 0) await store.putProduct(product, restock ? 'set' : 'keep');
    changes.push({ product, kind: !before ? 'added' : fields.length > 0 ? 'changed' : 'unchanged', fields });
  }
  return changes;
}
