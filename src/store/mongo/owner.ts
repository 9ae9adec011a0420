import type { Actor, Store } from '../../shop/index.js';
import type { MongoContext } from './context.js';
import { enterNoted, noteAct } from './entering.js';

/** The owner's part of the MongoDB store: the hash of one password. */
export function mongoOwner(
  context: MongoContext,
  actor: Actor,
): Pick<Store, 'ownerPassword' | 'setOwnerPassword'> {
  const { owner } = context;
  return {
    async ownerPassword() {
      return (await owner.findOne({ _id: 'owner' }))?.passwordHash ?? null;
    },
    async setOwnerPassword(hash) {
      const kind = hash === null ? 'owner_password_reset' : 'owner_password_set';
      const noted = noteAct({ kind, facts: {} }, actor);
      const change = { $set: { passwordHash: hash, ...noted.field } };
      await owner.updateOne({ _id: 'owner' }, change, { upsert: true });
      await enterNoted(context, 'owner', 'owner', noted);
    },
  };
}
