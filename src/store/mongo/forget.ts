import { type Actor, erasureAct, FORGOTTEN_MEMBER, newEntry, type Store } from '../../shop/index.js';
import type { MongoContext } from './context.js';
import type { ErasureDoc } from './documents.js';
import { changingFaces } from './faces.js';

/**
 * The erasing part of the MongoDB store. That an erasure was asked for is written down first, so that one that a crash cut
 * off is finished by the next erasure or opening. What the server keeps of deleted documents in its files, journal,
 * replicas and backups is beyond this program.
 */
export function mongoForget(context: MongoContext, actor: Actor): Pick<Store, 'forgetMember'> {
  return {
    async forgetMember(id) {
      await finishErasures(context, id);
      const { members, erasures } = context;
      if ((await members.findOne({ _id: id }, { projection: { _id: 1 } })) === null) return false;
      const entry = newEntry(erasureAct(id), actor);
      await erasures.replaceOne({ _id: id }, { entry }, { upsert: true });
      await erase(context, { _id: id, entry });
      return true;
    },
  };
}

/** @param except one that is asked for again right now */
export async function finishErasures(context: MongoContext, except?: string): Promise<void> {
  for (const erasure of await context.erasures.find().toArray())
    if (erasure._id !== except) await erase(context, erasure);
}

/** Each step may be done twice. The member goes first: afterwards nobody begins a sale or adds a face under this id. */
async function erase(context: MongoContext, { _id: id, entry }: ErasureDoc): Promise<void> {
  const { members, pinAttempts, carts, orders, erasures, journal } = context;
  const member = await members.findOne({ _id: id }, { projection: { phone: 1, acts: 1 } });
  if (member !== null) {
    // What the member's document was changed by goes with it.
    await journal.append(Object.values(member.acts));
    await pinAttempts.deleteOne({ _id: member.phone });
    await changingFaces(context, () => members.deleteOne({ _id: id }));
    // An attempt may have been counted in between.
    await pinAttempts.deleteOne({ _id: member.phone });
  }
  await carts.deleteOne({ _id: id });
  await orders.updateMany({ memberId: id }, { $set: { memberId: FORGOTTEN_MEMBER } });
  // An older program wrote no entry down.
  await journal.append([entry ?? newEntry(erasureAct(id), 'upgrade')]);
  await erasures.deleteOne({ _id: id });
}
