/** One more picture of a product, as the owner's page sends them. */
import { AppError, type BoxView, type TeachReply } from '../../protocol/index.js';
import { allLearned, lookedAtBy, type Product, teach } from '../../shop/index.js';
import { isTooAlike, reportLesson, type Study } from '../../vision/index.js';
import type { DaemonContext } from '../context.js';
import { describeFault } from '../log.js';
import { classNameOfReference, isReference } from './references.js';

/**
 * Looks at a picture and adds it to what was learned, unless something is wrong with it.
 * @param takesMiddle where no product is found, whether the middle of the picture is taken for it
 * @throws AppError `product_unknown`, `learning_unavailable`, `store_unavailable`
 */
export async function teachPicture(
  { store, pool, learned, log }: DaemonContext,
  product: Product,
  jpeg: Uint8Array,
  takesMiddle: boolean,
): Promise<Omit<TeachReply, 'product'>> {
  const { options } = learned;
  const embedder = await learned.embedder().catch((error: unknown) => {
    log.error(describeFault(error), 'the embedder of packages cannot be used');
    throw new AppError('learning_unavailable');
  });
  const embed = (jpegs: readonly Uint8Array[]) => pool.embedCrops(jpegs, options);
  const study = await pool.studyPackage(jpeg, null, options);
  const before = await store.findLearned(product.id);
  const known = before === null ? [] : (await lookedAtBy(before, embedder.id, embed)).views;
  const vectors = known.map(({ vector }) => vector);
  const outcome = outcomeOf(study, vectors, takesMiddle);
  if (outcome === 'learned') {
    const view = { jpeg: study.jpeg, vector: study.vector };
    await teach(store, product.id, { embedder: embedder.id, views: [view] }, embed);
  }
  return {
    success: true,
    outcome,
    found: study.how === 'middle' ? 'nothing' : 'product',
    box: study.box.map(Math.round) as unknown as BoxView,
    look_alikes: await lookAlikes(),
  };

  async function lookAlikes(): Promise<TeachReply['look_alikes']> {
    const products = await store.listProducts();
    const others = (await allLearned(store)).filter(({ productId }) => productId !== product.id);
    const current = await Promise.all(others.map((other) => lookedAtBy(other, embedder.id, embed)));
    const taught = current.map(({ productId, views }) => ({
      key: productId,
      vectors: views.map(({ vector }) => vector),
    }));
    const trained = await learned.references();
    const all = outcome === 'learned' ? [...vectors, study.vector] : vectors;
    const { lookAlikes: found } = reportLesson(all, [...taught, ...trained], embedder.rule);
    return found.flatMap(({ key, likeness }) => {
      const other = products.find(({ id, class_name }) =>
        isReference(key) ? class_name === classNameOfReference(key) : id === key,
      );
      const isOther = other !== undefined && other.id !== product.id;
      return isOther ? [{ id: other.id, name: other.name, likeness: Math.round(likeness * 100) / 100 }] : [];
    });
  }
}

function outcomeOf(
  study: Study,
  known: readonly Float32Array[],
  takesMiddle: boolean,
): TeachReply['outcome'] {
  // Before a camera nothing may be there yet; learned, the empty counter would be sold.
  if (study.how === 'middle' && !takesMiddle && study.fault !== 'too_dark') return 'nothing_found';
  if (study.fault !== null) return study.fault;
  return isTooAlike(study.vector, known) ? 'too_alike' : 'learned';
}
