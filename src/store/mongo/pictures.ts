import type { Store } from '../../shop/index.js';
import type { MongoContext } from './context.js';

/** The products' pictures in MongoDB, apart from the catalogue that every frame asks for. */
export function mongoPictures({
  pictures,
  products,
}: MongoContext): Pick<Store, 'putProductPicture' | 'findProductPicture' | 'listProductPictures'> {
  return {
    async putProductPicture(id, picture) {
      // Products are never taken away, so one that is there now is there afterwards.
      const isKnown = (await products.findOne({ _id: id }, { projection: { _id: 1 } })) !== null;
      if (picture === null) await pictures.deleteOne({ _id: id });
      else if (isKnown) {
        const { jpeg, version } = picture;
        await pictures.replaceOne({ _id: id }, { jpeg, version }, { upsert: true });
      }
      return isKnown;
    },
    async findProductPicture(id) {
      const doc = await pictures.findOne({ _id: id });
      return doc && { jpeg: new Uint8Array(doc.jpeg), version: doc.version };
    },
    async listProductPictures() {
      const docs = await pictures.find({}, { projection: { version: 1 } }).toArray();
      return new Map(docs.map(({ _id, version }) => [_id, version]));
    },
  };
}
