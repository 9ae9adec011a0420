/** The document of an order, new or copied from another store. */
import { randomBytes } from 'node:crypto';
import { type CartLine, dayOf, type OrderDraft, subtotalOf, totalOf } from '../../shop/index.js';
import type { ShopRows } from '../copy/rows.js';
import { type OrderDoc, whole } from './documents.js';

const KEY = 'key:';

/** One field says which request an order is the answer to, so that one index keeps it apart from all others. */
export function requestOf({ cartId, idempotency }: Pick<OrderDraft, 'cartId' | 'idempotency'>): string {
  return idempotency === null ? `cart:${cartId}` : requestOfKey(idempotency.key);
}

export function requestOfKey(key: string): string {
  return `${KEY}${key}`;
}

/** The Idempotency-Key of an order; null when it had none. */
export function keyOf({ request }: OrderDoc): string | null {
  return request.startsWith(KEY) ? request.slice(KEY.length) : null;
}

/** @throws Error when the total is not the sum of the lines */
export function newOrderDoc(draft: OrderDraft, token: string, number: number): OrderDoc {
  const { cartId, sessionId, memberId, lines, total, idempotency, createdAt } = draft;
  if (totalOf(lines) !== total) throw new Error('the total of an order is not the sum of its lines');
  return {
    _id: cartId,
    state: 'taking',
    token,
    number: whole(number),
    transactionId: transactionIdOf(number, createdAt),
    receiptKey: randomBytes(16).toString('hex'),
    sessionId,
    memberId,
    lines: lines.map(toLineDoc),
    total: whole(total),
    createdAt,
    request: requestOf(draft),
    fingerprint: idempotency?.fingerprint ?? null,
    voiding: null,
    voided: null,
    entered: false,
  };
}

export function copiedOrderDoc(row: ShopRows['orders']): OrderDoc {
  const { number, transactionId, receiptKey, key, fingerprint, voided } = row;
  const idempotency = key === null ? null : { key, fingerprint: fingerprint ?? '' };
  const token = `copy_${number}`;
  return {
    ...newOrderDoc({ ...row, idempotency }, token, number),
    state: 'stored',
    transactionId,
    receiptKey,
    fingerprint,
    voided: voided && { ...voided, token, by: 'upgrade' },
    // Its entries are copied with the log.
    entered: true,
  };
}

function toLineDoc(line: CartLine) {
  const { productId, name, quantity, unitPrice } = line;
  return {
    productId,
    name,
    quantity: whole(quantity),
    unitPrice: whole(unitPrice),
    subtotal: whole(subtotalOf(line)),
  };
}

/** `T` + date where the shop is + running number of the sale. */
function transactionIdOf(number: number, createdAt: string): string {
  const day = dayOf(new Date(createdAt)).replaceAll('-', '');
  return `T${day}-${String(number).padStart(6, '0')}`;
}
