/** Sales as the owner sees them. */
import type {
  SaleStatus,
  TransactionFilter,
  TransactionReply,
  TransactionRow,
} from '../../../protocol/index.js';
import {
  FORGOTTEN_MEMBER,
  filterOfDays,
  type Order,
  type OrderFilter,
  quantityOf,
  type Store,
  viewReceipt,
} from '../../../shop/index.js';

const VOIDED: Readonly<Record<SaleStatus, boolean | undefined>> = {
  all: undefined,
  sold: false,
  voided: true,
};

export function toOrderFilter({ from, to, member, product, status, number }: TransactionFilter): OrderFilter {
  return {
    ...filterOfDays(from, to),
    memberId: member,
    productId: product,
    voided: VOIDED[status],
    transactionPrefix: number?.toUpperCase(),
  };
}

/** Rows of orders, with the names of the members who still are members. */
export async function viewRows(store: Store, orders: readonly Order[]): Promise<readonly TransactionRow[]> {
  const names = new Map<string, string>();
  for (const id of new Set(orders.map(({ memberId }) => memberId))) {
    const member = id === FORGOTTEN_MEMBER ? null : await store.findMember(id);
    if (member !== null) names.set(id, member.name);
  }
  return orders.map(({ transactionId, createdAt, memberId, total, lines, voided }) => {
    const name = names.get(memberId);
    return {
      transaction_id: transactionId,
      created_at: createdAt,
      member: name === undefined ? null : { id: memberId, name },
      total,
      total_quantity: quantityOf(lines),
      voided_at: voided?.at ?? null,
    };
  });
}

export async function viewOrder(store: Store, order: Order): Promise<TransactionReply> {
  const [row] = await viewRows(store, [order]);
  if (row === undefined) throw new Error('an order gave no row');
  const { lines, receipt_key } = viewReceipt(order);
  return { transaction: { ...row, lines, receipt_key, void_reason: order.voided?.reason ?? null } };
}
