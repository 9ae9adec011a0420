import type { LearnedProduct, Store } from '../../shop/index.js';
import { bytesOfFloats, floatsOfBytes } from '../floats.js';
import type { MongoContext } from './context.js';
import type { LearnedDoc } from './documents.js';
import { added } from './duplicates.js';

/** What was learned of products, in MongoDB. */
export function mongoLearned({
  learned,
  products,
}: MongoContext): Pick<Store, 'putLearned' | 'removeLearned' | 'findLearned' | 'listLearned'> {
  return {
    async putLearned(product, before) {
      const doc = toLearnedDoc(product);
      // Products are never taken away, so one that is there now is there afterwards.
      if ((await products.findOne({ _id: doc._id }, { projection: { _id: 1 } })) === null) return 'unknown';
      if (before === null) return (await added(learned.insertOne(doc))) ? 'stored' : 'overtaken';
      const { matchedCount } = await learned.replaceOne({ _id: doc._id, version: before }, doc);
      return matchedCount > 0 ? 'stored' : 'overtaken';
    },
    async removeLearned(productId) {
      return (await learned.deleteOne({ _id: productId })).deletedCount > 0;
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
