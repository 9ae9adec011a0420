import { type Member, maskPhone, type Order, type SealedFace, takingsOf } from '../../shop/index.js';
import { print } from '../fail.js';
import { type StoreFlags, withStore } from '../store.js';
import { findMember, localTime } from './find.js';

interface ShowFlags extends StoreFlags {
  readonly full?: boolean;
  readonly json?: boolean;
}

interface Shown {
  readonly member: Member;
  readonly face: SealedFace | null;
  /** Newest first. */
  readonly orders: readonly Order[];
}

export async function showMember(who: string, { full, json, ...flags }: ShowFlags): Promise<void> {
  const shown = await withStore(flags, async (store): Promise<Shown> => {
    const found = await findMember(store, who);
    const member = full ? found : { ...found, phone: maskPhone(found.phone) };
    return { member, face: await store.findFace(found.id), orders: await store.listOrders(found.id) };
  });
  if (json) print(JSON.stringify(toJson(shown), null, 2));
  else for (const line of describe(shown)) print(line);
}

function toJson({ member, face, orders }: Shown) {
  return {
    id: member.id,
    name: member.name,
    phone: member.phone,
    has_pin: member.pinHash !== null,
    created_at: member.createdAt,
    last_visit_at: member.lastVisitAt,
    face: face && { embedder: face.embedder, created_at: face.createdAt, consent: face.consent },
    spent: takingsOf(orders),
    purchases: orders.map(({ transactionId, createdAt, total, voided }) => ({
      transaction_id: transactionId,
      created_at: createdAt,
      total,
      voided_at: voided?.at ?? null,
    })),
  };
}

function describe({ member, face, orders }: Shown): readonly string[] {
  const consent = face && `version ${face.consent.version}, ${localTime(face.consent.at)}`;
  return [
    `name       ${member.name}`,
    `phone      ${member.phone}`,
    `id         ${member.id}`,
    `since      ${localTime(member.createdAt)}`,
    `last visit ${member.lastVisitAt === null ? 'never' : localTime(member.lastVisitAt)}`,
    `PIN        ${member.pinHash === null ? 'none' : 'set'}`,
    `face       ${face === null ? 'none' : `since ${localTime(face.createdAt)}, ${face.embedder}`}`,
    ...(consent === null ? [] : [`consent    ${consent}`]),
    `purchases  ${orders.length}, NT$${takingsOf(orders)}`,
    ...orders.map(
      ({ transactionId, createdAt, total, voided }) =>
        `  ${transactionId}  ${localTime(createdAt)}  NT$${total}${voided ? '  voided' : ''}`,
    ),
  ];
}
