import { type Act, type Actor, enrolledAct, type FaceMark, type Store } from '../../shop/index.js';
import type { MongoContext } from './context.js';
import type { FaceDoc } from './documents.js';
import { added } from './duplicates.js';
import { enterNoted, noteAct } from './entering.js';

type FacePart = Pick<
  Store,
  'registerMember' | 'putFace' | 'removeFace' | 'listFaces' | 'findFace' | 'listFaceMarks' | 'facesVersion'
>;

/**
 * Makes `facesVersion` another number around a change of faces or members. The beginning is written down before the change,
 * so that a change whose end was never written is known to all.
 */
export async function changingFaces<T>({ facesVersion }: MongoContext, change: () => Promise<T>): Promise<T> {
  await facesVersion.updateOne({ _id: 'faces' }, { $inc: { begun: 1 } });
  const result = await change();
  await facesVersion.updateOne({ _id: 'faces' }, { $inc: { ended: 1 } });
  return result;
}

/** The faces part of the MongoDB store. It holds sealed bytes only and has no key that opens them. */
export function mongoFaces(context: MongoContext, actor: Actor): FacePart {
  const { members, facesVersion, tokens } = context;
  const isThere = async (filter: object) =>
    (await members.findOne(filter, { projection: { _id: 1 } })) !== null;
  let unsure = 0;

  async function changeFace(filter: { readonly _id: string }, act: Act, face: FaceDoc | null) {
    const noted = noteAct(act, actor);
    const change = () => members.updateOne(filter, { $set: { face, ...noted.field } });
    const isDone = (await changingFaces(context, change)).matchedCount > 0;
    if (isDone) await enterNoted(context, 'members', filter._id, noted);
    return isDone;
  }

  return {
    async registerMember({ id, ...member }, face) {
      if (face && face.memberId !== id)
        throw new Error('the face that is to be registered is of another member');
      if (await isThere({ phone: member.phone })) return false;
      const noted = noteAct(enrolledAct({ id }, face), actor);
      const doc = { _id: id, ...member, face: face && toFaceDoc(face), acts: noted.acts };
      const insert = async () => {
        if (await added(members.insertOne(doc))) return true;
        // Somebody took the number since it was looked up; the id of another is nobody's to take.
        if (await isThere({ phone: member.phone })) return false;
        throw new Error('the member that is to be registered has the id of another');
      };
      const isNew = await (face ? changingFaces(context, insert) : insert());
      if (isNew) await enterNoted(context, 'members', id, noted);
      return isNew;
    },
    async putFace(face) {
      const filter = { _id: face.memberId };
      if (!(await isThere(filter))) return false;
      return changeFace(filter, { kind: 'face_enrolled', facts: { member: face.memberId } }, toFaceDoc(face));
    },
    async removeFace(memberId) {
      const filter = { _id: memberId, face: { $ne: null } };
      if (!(await isThere(filter))) return false;
      return changeFace(filter, { kind: 'face_erased', facts: { member: memberId } }, null);
    },
    async listFaces() {
      const docs = await members
        .find({ face: { $ne: null } }, { projection: { face: 1 } })
        .sort({ 'face.createdAt': 1, _id: 1 })
        .toArray();
      return docs.flatMap(({ _id, face }) =>
        face === null ? [] : [{ memberId: _id, ...fromFaceDoc(face) }],
      );
    },
    async findFace(memberId) {
      const doc = await members.findOne({ _id: memberId }, { projection: { face: 1 } });
      return doc?.face ? { memberId, ...fromFaceDoc(doc.face) } : null;
    },
    async listFaceMarks(after, limit) {
      const docs = await members
        .find(
          { _id: { $gt: after }, face: { $ne: null } },
          { projection: { 'face.embedder': 1, 'face.wrappedKey': 1 } },
        )
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return docs.flatMap(({ _id, face }) => (face === null ? [] : [markOf(_id, face)]));
    },
    async facesVersion() {
      const version = await facesVersion.findOne({ _id: 'faces' });
      if (version === null) throw new Error('the database has lost its version of faces');
      const { begun, ended } = version;
      if (begun === ended) return begun;
      // A change is under way: what is read now may be the old or the new, so nobody may rely on it.
      if (tokens.isForsaken(`faces ${begun} ${ended}`))
        await facesVersion.updateOne({ _id: 'faces', begun, ended }, { $set: { ended: begun } });
      unsure += 1;
      return -unsure;
    },
  };
}

/** The end of a wrapped key is its random seal. */
function markOf(memberId: string, { embedder, wrappedKey }: FaceDoc): FaceMark {
  const mark = Buffer.from(wrappedKey).subarray(-16).toString('hex').toUpperCase();
  return { memberId, embedder, mark };
}

export function toFaceDoc({ embedder, wrappedKey, sealed, consent, createdAt }: FaceDoc): FaceDoc {
  return { embedder, wrappedKey, sealed, consent, createdAt };
}

export function fromFaceDoc({ wrappedKey, sealed, ...face }: FaceDoc): FaceDoc {
  return { ...face, wrappedKey: new Uint8Array(wrappedKey), sealed: new Uint8Array(sealed) };
}
