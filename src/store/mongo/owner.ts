import type { Store } from '../../shop/index.js';
import type { MongoContext } from './context.js';

/** The owner's part of the MongoDB store: the hash of one password. */
export function mongoOwner({ owner }: MongoContext): Pick<Store, 'ownerPassword' | 'setOwnerPassword'> {
  return {
    async ownerPassword() {
      return (await owner.findOne({ _id: 'owner' }))?.passwordHash ?? null;
    },
    async setOwnerPassword(hash) {
      if (hash === null) await owner.deleteOne({ _id: 'owner' });
      else await owner.replaceOne({ _id: 'owner' }, { passwordHash: hash }, { upsert: true });
    },
  };
}
