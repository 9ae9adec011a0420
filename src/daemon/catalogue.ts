/** The products as the store has them or, while it is away, as it had them last. */
import { AppError } from '../protocol/index.js';
import type { Product, Store } from '../shop/index.js';

export interface Catalogue {
  /**
   * What was remembered is good enough to recognise items and fill carts: a checkout asks the store itself for prices and
   * stock.
   * @throws AppError `store_unavailable` when the store is away and nothing is remembered
   */
  products(): Promise<readonly Product[]>;
}

export function createCatalogue(store: Pick<Store, 'listProducts'>): Catalogue {
  let remembered: readonly Product[] | null = null;
  return {
    async products() {
      try {
        remembered = await store.listProducts();
        return remembered;
      } catch (error) {
        const isAway = error instanceof AppError && error.code === 'store_unavailable';
        if (!isAway || remembered === null) throw error;
        return remembered;
      }
    },
  };
}
