import { type Actor, changedFields, type Member, memberChangedAct, type Store } from '../../shop/index.js';
import type { MongoContext } from './context.js';
import type { MemberDoc } from './documents.js';
import { enterNoted, noteAct } from './entering.js';
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

const WITHOUT_FACE = { projection: { face: 0, acts: 0 } } as const;

/** The members part of the MongoDB store. */
export function mongoMembers(context: MongoContext, actor: Actor): MemberPart {
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
      const noted = noteAct(memberChangedAct(id, ['pin']), actor);
      const filter = { _id: id, pinHash: { $ne: pinHash } };
      const { matchedCount } = await members.updateOne(filter, { $set: { pinHash, ...noted.field } });
      if (matchedCount > 0) await enterNoted(context, 'members', id, noted);
    },
    async setLastVisit(id, at) {
      await members.updateOne({ _id: id }, { $set: { lastVisitAt: at } });
    },
    async changeMember(id, { name, phone }) {
      const isTaken = async () => {
        const holder = phone === undefined ? null : await find({ phone });
        return holder !== null && holder.id !== id;
      };
      const before = await find({ _id: id });
      if (before === null) return 'unknown';
      if (await isTaken()) return 'phone_taken';
      const fields = changedFields(before, { name, phone });
      if (fields.length === 0) return 'changed';
      const noted = noteAct(memberChangedAct(id, fields), actor);
      const change = {
        ...(name === undefined ? {} : { name }),
        ...(phone === undefined ? {} : { phone }),
        ...noted.field,
      };
      try {
        const { matchedCount } = await changingFaces(context, () =>
          members.updateOne({ _id: id }, { $set: change }),
        );
        if (matchedCount === 0) return 'unknown';
        await enterNoted(context, 'members', id, noted);
        return 'changed';
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
    async clearPinFailuresBefore(at, later) {
      await pinAttempts.deleteMany({ lastFailureAt: { $lt: at } });
      if (later !== undefined) await pinAttempts.deleteMany({ lastFailureAt: { $gt: later } });
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
}: Omit<MemberDoc, 'face' | 'acts'>): Member {
  return { id: _id, name, phone, pinHash, createdAt, lastVisitAt };
}
