/** What the shop needs of a place that keeps facts. One contract, whatever database is behind it. */
import type { Cart, CartLine } from './cart.js';
import type { Product } from './catalogue.js';
import type { Member } from './member.js';

/** A visit at one counter, kept so that a restart of the daemon loses nothing. */
export interface Visit {
  readonly sessionId: string;
  /** Named anew at each sign-in; an order is stored once for a cart id, whatever is retried. */
  readonly cartId: string;
  readonly memberId: string;
  readonly cart: Cart;
  /** ISO time of the last change. */
  readonly updatedAt: string;
}

export interface OrderDraft {
  readonly cartId: string;
  readonly sessionId: string;
  readonly memberId: string;
  readonly lines: readonly CartLine[];
  /** Whole NT$; stores refuse a draft whose total is not the sum of its lines. */
  readonly total: number;
  readonly idempotency: { readonly key: string; readonly fingerprint: string } | null;
  /** ISO time. */
  readonly createdAt: string;
}

export interface Order extends Omit<OrderDraft, 'idempotency'> {
  /** `T` + local date + running number, e.g. `T20261124-000017`. */
  readonly transactionId: string;
}

export type CommitResult =
  | { readonly outcome: 'stored'; readonly order: Order }
  /** This cart was already sold; the order is the one stored then. */
  | { readonly outcome: 'already_stored'; readonly order: Order }
  /** The key belongs to a request that said something else. */
  | { readonly outcome: 'idempotency_conflict' }
  | {
      readonly outcome: 'price_changed' | 'product_unavailable' | 'out_of_stock';
      readonly productId: string;
    };

export interface PinAttempts {
  readonly failures: number;
  /** ISO time of the last failure. */
  readonly lastFailureAt: string | null;
}

/**
 * The Store port. Each method is one atomic step; what it acknowledged survives a kill -9.
 * Every method throws AppError `store_unavailable` when the database cannot be reached or written.
 */
export interface Store {
  /** All products, inactive ones too, in the order they were first added. */
  listProducts(): Promise<readonly Product[]>;
  /** Adds or replaces by id. `keep` leaves the stock of a product that is already there: sales may be changing it. */
  putProduct(product: Product, stock: 'keep' | 'set'): Promise<void>;

  findMemberByPhone(phone: string): Promise<Member | null>;
  findMember(id: string): Promise<Member | null>;
  /** @returns false when the phone number already has a member; nothing is changed then */
  addMember(member: Member): Promise<boolean>;
  /** Null: the member cannot sign in by PIN any more. */
  setMemberPin(id: string, pinHash: string | null): Promise<void>;
  setLastVisit(id: string, at: string): Promise<void>;

  pinAttempts(phone: string): Promise<PinAttempts>;
  addPinFailure(phone: string, at: string): Promise<void>;
  clearPinFailures(phone: string): Promise<void>;
  /** Forgets failures whose last one is older, of whatever number. */
  clearPinFailuresBefore(at: string): Promise<void>;

  saveVisit(visit: Visit): Promise<void>;
  findVisit(sessionId: string): Promise<Visit | null>;
  endVisit(sessionId: string): Promise<void>;
  /** Ends every visit whose last change is older; nobody comes back to those. */
  endVisitsBefore(at: string): Promise<void>;

  /** Order, lines, stock and the end of the visit in one step: all of it or nothing. */
  commitOrder(draft: OrderDraft): Promise<CommitResult>;
  findOrderByKey(key: string): Promise<{ readonly order: Order; readonly fingerprint: string } | null>;
  /** Newest first. */
  listOrders(memberId: string): Promise<readonly Order[]>;

  close(): Promise<void>;
}
