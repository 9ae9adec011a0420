/** All that is held of a person, for that person to read. */
import type { MemberExport } from '../protocol/index.js';
import { viewCart } from './cart.js';
import { viewReceipt } from './checkout.js';
import type { Member } from './member.js';
import type { Store } from './store-port.js';

/** The face is told of and stays sealed. The PIN is not in it, because nobody can read it. */
export async function exportMember(store: Store, member: Member, now: Date): Promise<MemberExport> {
  const { id, name, phone, pinHash, createdAt, lastVisitAt } = member;
  const face = await store.findFace(id);
  return {
    exported_at: now.toISOString(),
    member: {
      id,
      name,
      phone,
      has_pin: pinHash !== null,
      created_at: createdAt,
      last_visit_at: lastVisitAt,
      pin_failures: await store.pinFailures(phone),
    },
    face: face && {
      embedder: face.embedder,
      created_at: face.createdAt,
      consent_version: face.consent.version,
      consent_text: face.consent.text,
      consent_at: face.consent.at,
    },
    transactions: (await store.listOrders(id)).map(viewReceipt),
    open_carts: (await store.listCarts(id)).map(viewCart),
  };
}
