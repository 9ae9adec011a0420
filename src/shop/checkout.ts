/** From a cart to a stored sale: once, whole, at the price the customer saw. */
import { createHash } from 'node:crypto';
import { AppError, type ReceiptView } from '../protocol/index.js';
import { viewCart } from './cart.js';
import { totalOf } from './money.js';
import type { Order, Store, Visit } from './store-port.js';

export interface CheckoutIntent {
  /** The client's Idempotency-Key, when it sent one. */
  readonly key: string | null;
  /** What the client said beside the key; the same key with other words is a conflict. */
  readonly request: { readonly session_id: string; readonly expected_total?: number | undefined };
}

/** A short digest of a request, to tell a retry from another request under the same key. */
export function fingerprintOf(request: CheckoutIntent['request']): string {
  return createHash('sha256')
    .update(JSON.stringify([request.session_id, request.expected_total ?? null]))
    .digest('base64url');
}

/**
 * The order that an earlier request with this key stored, or null.
 * @throws AppError `idempotency_conflict` when that request said something else
 */
export async function findRetried(store: Store, intent: CheckoutIntent): Promise<Order | null> {
  if (intent.key === null) return null;
  const found = await store.findOrderByKey(intent.key);
  if (found === null) return null;
  if (found.fingerprint !== fingerprintOf(intent.request)) throw new AppError('idempotency_conflict');
  return found.order;
}

/**
 * Stores the sale of a visit's cart.
 * @throws AppError `cart_empty`, `price_changed`, `product_unavailable`, `out_of_stock`, `idempotency_conflict`,
 *   `not_signed_in` when the member was erased meanwhile, `store_unavailable`; nothing is stored then
 */
export async function sell(store: Store, visit: Visit, intent: CheckoutIntent, now: Date): Promise<Order> {
  if (visit.cart.length === 0) throw new AppError('cart_empty');
  const total = totalOf(visit.cart);
  const expected = intent.request.expected_total;
  if (expected !== undefined && expected !== total) {
    throw new AppError('price_changed', `expected NT$${expected}, the cart comes to NT$${total}`);
  }
  const result = await store.commitOrder({
    cartId: visit.cartId,
    sessionId: visit.sessionId,
    memberId: visit.memberId,
    lines: visit.cart,
    total,
    idempotency: intent.key === null ? null : { key: intent.key, fingerprint: fingerprintOf(intent.request) },
    createdAt: now.toISOString(),
  });
  if (result.outcome === 'stored' || result.outcome === 'already_stored') return result.order;
  if (result.outcome === 'idempotency_conflict') throw new AppError('idempotency_conflict');
  if (result.outcome === 'member_gone') throw new AppError('not_signed_in', 'the member was erased');
  const name = visit.cart.find((line) => line.productId === result.productId)?.name;
  throw new AppError(result.outcome, name ?? result.productId);
}

/** The receipt of a stored order. */
export function viewReceipt(order: Order): ReceiptView {
  const { cart, total_quantity } = viewCart(order.lines);
  return {
    transaction_id: order.transactionId,
    created_at: order.createdAt,
    lines: cart,
    total: order.total,
    total_quantity,
    receipt_key: order.receiptKey,
    voided_at: order.voided?.at ?? null,
  };
}
