import type { Member, Store } from '../../shop/index.js';
import type { MongoContext } from './context.js';
import type { MemberDoc } from './documents.js';
import { changingFaces } from './faces.js';

type MemberPart = Pick<
  Store,
  | 'findMemberByPhone'
  | 'findMember'
  | 'listMembers'
  | 'setMemberPin'
  | 'setLastVisit'
  | 'changeMember'
  | 'pinFailures'
  | 'addPinFailure'
  | 'clearPinFailures'
  | 'clearPinFailuresBefore'
>;

const WITHOUT_FACE = { projection: { face: 0 } } as const;

/** The members part of the MongoDB store. */
export function mongoMembers(context: MongoContext): MemberPart {
  const { members, pinAttempts } = context;

  async function find(filter: { _id: string } | { phone: string }): Promise<Member | null> {
    const doc = await members.findOne(filter, WITHOUT_FACE);
    return doc && toMember(doc);
  }

  return {
    findMemberByPhone: (phone) => find({ phone }),
    findMember: (id) => find({ _id: id }),
    async listMembers() {
      return (await members.find({}, WITHOUT_FACE).sort({ createdAt: 1, _id: 1 }).toArray()).map(toMember);
    },
    async setMemberPin(id, pinHash) {
      await members.updateOne({ _id: id }, { $set: { pinHash } });
    },
    async setLastVisit(id, at) {
      await members.updateOne({ _id: id }, { $set: { lastVisitAt: at } });
    },
    async changeMember(id, { name, phone }) {
      const isTaken = async () => {
        const holder = phone === undefined ? null : await find({ phone });
        return holder !== null && holder.id !== id;
      };
      if ((await find({ _id: id })) === null) return 'unknown';
      if (await isTaken()) return 'phone_taken';
      const change = { ...(name === undefined ? {} : { name }), ...(phone === undefined ? {} : { phone }) };
      if (Object.keys(change).length === 0) return 'changed';
      try {
        const { matchedCount } = await changingFaces(context, () =>
          members.updateOne({ _id: id }, { $set: change }),
        );
        return matchedCount > 0 ? 'changed' : 'unknown';
      } catch (error) {
        // Somebody took the number since it was looked up. Not every server says so in the same words.
        if (await isTaken()) return 'phone_taken';
        throw error;
      }
    },
    async pinFailures(phone) {
      return (await pinAttempts.findOne({ _id: phone }))?.failures ?? 0;
    },
    async addPinFailure(phone, at) {
      await pinAttempts.updateOne(
        { _id: phone },
        { $inc: { failures: 1 }, $set: { lastFailureAt: at } },
        { upsert: true },
      );
    },
    async clearPinFailures(phone) {
      await pinAttempts.deleteOne({ _id: phone });
    },
    async clearPinFailuresBefore(at) {
      await pinAttempts.deleteMany({ lastFailureAt: { $lt: at } });
    },
  };
}

export function toMember({
  _id,
  name,
  phone,
  pinHash,
  createdAt,
  lastVisitAt,
}: Omit<MemberDoc, 'face'>): Member {
  return { id: _id, name, phone, pinHash, createdAt, lastVisitAt };
}
