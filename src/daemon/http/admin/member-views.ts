/** Members as their owner sees them. */
import { AppError, type MemberReply, type MemberRow } from '../../../protocol/index.js';
import { type Member, membersWithFace, type Store, viewMember, viewReceipt } from '../../../shop/index.js';

const NO_SALES = { sales: 0, takings: 0 };

export async function viewMembers(store: Store): Promise<readonly MemberRow[]> {
  const withFace = await membersWithFace(store);
  const sums = await store.sumOrdersByMember();
  return (await store.listMembers()).map((member) =>
    viewRow(member, withFace.has(member.id), sums.get(member.id) ?? NO_SALES),
  );
}

/** @throws AppError `member_unknown` */
export async function viewOneMember(store: Store, id: string): Promise<MemberReply> {
  const member = await memberOf(store, id);
  const face = await store.findFace(id);
  const sum = (await store.sumOrdersByMember()).get(id) ?? NO_SALES;
  return {
    member: {
      ...viewRow(member, face !== null, sum),
      phone: member.phone,
      consent: face && { version: face.consent.version, at: face.consent.at },
    },
    transactions: (await store.listOrders(id)).map(viewReceipt),
  };
}

/** @throws AppError `member_unknown` */
export async function memberOf(store: Store, id: string): Promise<Member> {
  const member = await store.findMember(id);
  if (member === null) throw new AppError('member_unknown', id);
  return member;
}

function viewRow(member: Member, hasFace: boolean, { sales, takings }: typeof NO_SALES): MemberRow {
  return {
    ...viewMember(member),
    has_face: hasFace,
    has_pin: member.pinHash !== null,
    created_at: member.createdAt,
    last_visit_at: member.lastVisitAt,
    purchases: sales,
    spent: takings,
  };
}
