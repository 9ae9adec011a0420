/** All that is held of a person, for that person to read. */
import type { MemberExport } from '../protocol/index.js';
import { viewReceipt } from './checkout.js';
import type { SealedFace } from './face-vault.js';
import type { Member } from './member.js';
import type { Store } from './store-port.js';

/** A member's face as it is kept, or null. */
export async function findFaceOf(store: Store, memberId: string): Promise<SealedFace | null> {
  return (await store.listFaces()).find((face) => face.memberId === memberId) ?? null;
}

export async function exportMember(store: Store, member: Member): Promise<MemberExport> {
  const { id, name, phone, pinHash, createdAt, lastVisitAt } = member;
  const face = await findFaceOf(store, id);
  return {
    member: {
      id,
      name,
      phone,
      has_pin: pinHash !== null,
      created_at: createdAt,
      last_visit_at: lastVisitAt,
    },
    face: face && {
      embedder: face.embedder,
      consent_version: face.consent.version,
      consent_text: face.consent.text,
      consent_at: face.consent.at,
    },
    transactions: (await store.listOrders(id)).map(viewReceipt),
  };
}
