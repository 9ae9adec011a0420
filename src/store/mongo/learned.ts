import {
  type Act,
  type Actor,
  type LearnedProduct,
  learnedAct,
  newEntry,
  type Store,
  unlearnedAct,
} from '../../shop/index.js';
import { bytesOfFloats, floatsOfBytes } from '../floats.js';
import type { MongoContext } from './context.js';
import type { LearnedDoc } from './documents.js';
import { added } from './duplicates.js';

/** What was learned of products, in MongoDB. */
export function mongoLearned(
  { learned, products, journal }: MongoContext,
  actor: Actor,
): Pick<Store, 'putLearned' | 'removeLearned' | 'findLearned' | 'listLearned'> {
  const enter = (act: Act) => journal.append([newEntry(act, actor)]);
  return {
    async putLearned(product, before) {
      const doc = toLearnedDoc(product);
      // Products are never taken away, so one that is there now is there afterwards.
      if ((await products.findOne({ _id: doc._id }, { projection: { _id: 1 } })) === null) return 'unknown';
      const isStored =
        before === null
          ? await added(learned.insertOne(doc))
          : (await learned.replaceOne({ _id: doc._id, version: before }, doc)).matchedCount > 0;
      if (isStored) await enter(learnedAct(product));
      return isStored ? 'stored' : 'overtaken';
    },
    async removeLearned(productId) {
      const { deletedCount } = await learned.deleteOne({ _id: productId });
      if (deletedCount > 0) await enter(unlearnedAct(productId));
      return deletedCount > 0;
    },
    async findLearned(productId) {
      const doc = await learned.findOne({ _id: productId });
      return doc && fromLearnedDoc(doc);
    },
    async listLearned() {
      const docs = await learned.find({}, { projection: { version: 1 } }).toArray();
      return new Map(docs.map(({ _id, version }) => [_id, version]));
    },
  };
}

export function toLearnedDoc({ productId, embedder, version, views }: LearnedProduct): LearnedDoc {
  const bytes = views.map(({ jpeg, vector }) => ({ jpeg, vector: bytesOfFloats(vector) }));
  return { _id: productId, embedder, version, views: bytes };
}

export function fromLearnedDoc({ _id, embedder, version, views }: LearnedDoc): LearnedProduct {
  return {
    productId: _id,
    embedder,
    version,
    views: views.map(({ jpeg, vector }) => ({ jpeg: new Uint8Array(jpeg), vector: floatsOfBytes(vector) })),
  };
}
