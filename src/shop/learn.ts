/** Adding to what the shop knows of a product's looks. */
import { createHash, randomUUID } from 'node:crypto';
import { AppError } from '../protocol/index.js';
import type { Product } from './catalogue.js';
import { type LearnedProduct, type LearnedView, MAX_LEARNED_VIEWS } from './learned.js';
import type { Store } from './store-port.js';

type Embed = (jpegs: readonly Uint8Array[]) => Promise<readonly Float32Array[]>;

/**
 * Adds views to what was learned of a product; the oldest go when there are too many.
 * @param embed what makes vectors of kept pictures that another embedder has looked at
 * @throws AppError `product_unknown`, `store_unavailable`
 */
export async function teach(
  store: Store,
  productId: string,
  { embedder, views }: Pick<LearnedProduct, 'embedder' | 'views'>,
  embed: Embed,
): Promise<LearnedProduct> {
  for (;;) {
    const before = await store.findLearned(productId);
    const known = before === null ? [] : (await lookedAtBy(before, embedder, embed)).views;
    const learned: LearnedProduct = {
      productId,
      embedder,
      views: [...known, ...views].slice(-MAX_LEARNED_VIEWS),
      version: randomUUID().slice(0, 8),
    };
    const outcome = await store.putLearned(learned, before?.version ?? null);
    if (outcome === 'stored') return learned;
    if (outcome === 'unknown') throw new AppError('product_unknown', productId);
  }
}

/** The same with vectors of this embedder: those of another are made anew from the pictures. */
export async function lookedAtBy(
  learned: LearnedProduct,
  embedder: string,
  embed: Embed,
): Promise<LearnedProduct> {
  if (learned.embedder === embedder) return learned;
  const jpegs = learned.views.map(({ jpeg }) => jpeg);
  const vectors = await embed(jpegs);
  const views = jpegs.map((jpeg, index): LearnedView => ({ jpeg, vector: vectors[index] as Float32Array }));
  return { ...learned, embedder, views, version: randomUUID().slice(0, 8) };
}

/** Everything that was learned. */
export async function allLearned(
  store: Pick<Store, 'listLearned' | 'findLearned'>,
): Promise<LearnedProduct[]> {
  const found = await Promise.all([...(await store.listLearned()).keys()].map((id) => store.findLearned(id)));
  return found.filter((learned) => learned !== null);
}

/** The product that a person means by its id or its name, or null. */
export function productNamed(products: readonly Product[], name: string): Product | null {
  return products.find(({ id }) => id === name) ?? products.find((product) => product.name === name) ?? null;
}

/** An id for a new product: its name where that can be one, else letters that stand for it. */
export function idForName(name: string): string {
  const plain = name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 64);
  const isWhole = /^[\p{ASCII}]+$/u.test(name) && plain !== '';
  return isWhole ? plain : `p-${createHash('sha256').update(name.trim()).digest('hex').slice(0, 8)}`;
}

/** Products that are recognised by their looks. */
export async function idsLearned(store: Pick<Store, 'listLearned'>): Promise<ReadonlySet<string>> {
  return new Set((await store.listLearned()).keys());
}
