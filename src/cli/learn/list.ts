/** What was learned, and forgetting it. */
import { allLearned, MIN_LEARNED_VIEWS, productNamed, type Store } from '../../shop/index.js';
import { CliError, print } from '../fail.js';

export async function listLearned(store: Store): Promise<void> {
  const products = await store.listProducts();
  const learned = await allLearned(store);
  for (const { productId, views, embedder } of learned) {
    const product = products.find(({ id }) => id === productId);
    const state = views.length < MIN_LEARNED_VIEWS ? ', too few to be recognised' : '';
    const price = product ? `NT$${product.price}${product.active ? '' : ', not for sale'}` : '';
    print(
      `${product?.name ?? productId}  ${productId}  ${price}  ${views.length} picture(s)${state}  ${embedder}`,
    );
  }
  print(`${learned.length} product(s) learned by their looks`);
}

/** @throws CliError when there is no such product, or nothing was learned of it */
export async function forgetLearned(store: Store, name: string): Promise<void> {
  const product = productNamed(await store.listProducts(), name);
  if (product === null) throw new CliError(`there is no product "${name}"`);
  if (!(await store.removeLearned(product.id))) throw new CliError(`nothing was learned of ${product.name}`);
  print(
    `forgotten how ${product.name} looks; it stays in the catalogue, and cameras do not know it any more`,
  );
}
