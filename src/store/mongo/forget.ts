import { FORGOTTEN_MEMBER, type Store } from '../../shop/index.js';
import type { MongoContext } from './context.js';
import { changingFaces } from './faces.js';

/**
 * The erasing part of the MongoDB store. That an erasure was asked for is written down first, so that one that a crash cut
 * off is finished by the next erasure or opening. What the server keeps of deleted documents in its files, journal,
 * replicas and backups is beyond this program.
 */
export function mongoForget(context: MongoContext): Pick<Store, 'forgetMember'> {
  return {
    async forgetMember(id) {
      await finishErasures(context, id);
      const { members, erasures } = context;
      if ((await members.findOne({ _id: id }, { projection: { _id: 1 } })) === null) return false;
      await erasures.replaceOne({ _id: id }, {}, { upsert: true });
      await erase(context, id);
      return true;
    },
  };
}

/** @param except one that is asked for again right now */
export async function finishErasures(context: MongoContext, except?: string): Promise<void> {
  for (const { _id } of await context.erasures.find().toArray())
    if (_id !== except) await erase(context, _id);
}

/** Each step may be done twice. The member goes first: afterwards nobody begins a sale or adds a face under this id. */
async function erase(context: MongoContext, id: string): Promise<void> {
  const { members, pinAttempts, carts, orders, erasures } = context;
  const member = await members.findOne({ _id: id }, { projection: { phone: 1 } });
  if (member !== null) {
    await pinAttempts.deleteOne({ _id: member.phone });
    await changingFaces(context, () => members.deleteOne({ _id: id }));
    // An attempt may have been counted in between.
    await pinAttempts.deleteOne({ _id: member.phone });
  }
  await carts.deleteOne({ _id: id });
  await orders.updateMany({ memberId: id }, { $set: { memberId: FORGOTTEN_MEMBER } });
  await erasures.deleteOne({ _id: id });
}
