import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { enrolledAct, type FaceMark, type SealedFace, type Store } from '../shop/index.js';
import type { Enter } from './sqlite-audit.js';
import { inTransaction } from './sqlite-transaction.js';

type FacePart = Pick<
  Store,
  'registerMember' | 'putFace' | 'listFaces' | 'findFace' | 'listFaceMarks' | 'facesVersion'
>;

interface FaceRow extends Omit<SealedFace, 'consent'> {
  readonly version: string;
  readonly text: string;
  readonly at: string;
}

/** The faces part of the embedded store. It holds sealed bytes only and has no key that opens them. */
export function sqliteFaces(db: DatabaseSyncInstance, enter: Enter): FacePart {
  const addMember = db.prepare(`
    INSERT INTO members (id, name, phone, pin_hash, created_at, last_visit_at)
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (phone) DO NOTHING`);
  const put = db.prepare(`
    INSERT OR REPLACE INTO faces
      (member_id, embedder, sealed, consent_version, consent_text, consent_at, created_at)
    SELECT id, ?, ?, ?, ?, ?, ? FROM members WHERE id = ?`);
  const putKey = db.prepare('INSERT OR REPLACE INTO face_keys (member_id, wrapped_key) VALUES (?, ?)');
  const select = `
    SELECT member_id AS "memberId", embedder, wrapped_key AS "wrappedKey", sealed, consent_version AS version,
      consent_text AS text, consent_at AS at, created_at AS "createdAt"
    FROM faces JOIN face_keys USING (member_id)`;
  const list = db.prepare(`${select} ORDER BY created_at, member_id`);
  const find = db.prepare(`${select} WHERE member_id = ?`);
  // The end of a wrapped key is its random seal.
  const marks = db.prepare(`
    SELECT member_id AS "memberId", embedder, hex(substr(wrapped_key, -16)) AS mark
    FROM faces JOIN face_keys USING (member_id) WHERE member_id > ? ORDER BY member_id LIMIT ?`);
  const version = db.prepare('SELECT version FROM faces_version');
  const noteChange = facesChanged(db);

  function store({ memberId, embedder, wrappedKey, sealed, consent, createdAt }: SealedFace): boolean {
    const { version, text, at } = consent;
    const { changes } = put.run(embedder, sealed, version, text, at, createdAt, memberId);
    if (Number(changes) === 0) return false;
    putKey.run(memberId, wrappedKey);
    noteChange();
    return true;
  }

  return {
    async registerMember(member, face) {
      return inTransaction(db, () => {
        const { id, name, phone, pinHash, createdAt, lastVisitAt } = member;
        const { changes } = addMember.run(id, name, phone, pinHash, createdAt, lastVisitAt);
        if (Number(changes) === 0) return false;
        if (face && !store(face)) throw new Error('the face that is to be registered is of another member');
        enter(enrolledAct(member, face));
        return true;
      });
    },
    async putFace(face) {
      return inTransaction(db, () => {
        if (!store(face)) return false;
        enter({ kind: 'face_enrolled', facts: { member: face.memberId } });
        return true;
      });
    },
    async listFaces() {
      return (list.all() as unknown as FaceRow[]).map(fromRow);
    },
    async findFace(memberId) {
      const row = find.get(memberId) as FaceRow | undefined;
      return row === undefined ? null : fromRow(row);
    },
    async listFaceMarks(after, limit) {
      return marks.all(after, limit) as unknown as FaceMark[];
    },
    async facesVersion() {
      return (version.get() as { version: number }).version;
    },
  };
}

function fromRow({ version, text, at, ...face }: FaceRow): SealedFace {
  return { ...face, consent: { version, text, at } };
}

/** Makes `facesVersion` another number; call it inside the transaction of the change. */
export function facesChanged(db: DatabaseSyncInstance): () => void {
  const count = db.prepare('UPDATE faces_version SET version = version + 1');
  return () => void count.run();
}
