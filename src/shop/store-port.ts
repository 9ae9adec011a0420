/** What the shop needs of a place that keeps facts. One contract, whatever database is behind it. */
import type { Act, Actor, AuditEntry } from './audit.js';
import type { Cart, CartLine } from './cart.js';
import type { Product } from './catalogue.js';
import type { Device } from './device.js';
import type { FaceMark, SealedFace } from './face-vault.js';
import type { LearnedProduct } from './learned.js';
import type { Member } from './member.js';

/** Stands in an order for a member who was erased. */
export const FORGOTTEN_MEMBER = 'forgotten';

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
  /** 128 random bits in hex; opens the receipt's page and nothing else. */
  readonly receiptKey: string;
  /** Set once by `voidOrder`. */
  readonly voided: { readonly at: string; readonly reason: string } | null;
}

/** Which orders; all that is named must hold. Times are ISO, `from` included and `before` not. */
export interface OrderFilter {
  readonly from?: string | undefined;
  readonly before?: string | undefined;
  readonly memberId?: string | undefined;
  /** Orders with a line of this product. */
  readonly productId?: string | undefined;
  readonly voided?: boolean | undefined;
  /** The beginning of the transaction id. */
  readonly transactionPrefix?: string | undefined;
}

export interface OrderPage {
  /** Newest first. */
  readonly orders: readonly Order[];
  /** To be given for the following page; null on the last. */
  readonly next: string | null;
}

/** Sales, what they came to in whole NT$, and physical items. */
export interface SalesSum {
  readonly sales: number;
  readonly takings: number;
  readonly items: number;
}

/** Orders that are not voided, summed up by the clock of the shop's place. Days, hours and products without a sale are absent. */
export interface SalesSummary {
  readonly total: SalesSum;
  /** `YYYY-MM-DD`, oldest first. */
  readonly days: readonly (SalesSum & { readonly date: string })[];
  /** 0 … 23. */
  readonly hours: readonly (SalesSum & { readonly hour: number })[];
  /** Most takings first; the name is the one of the latest sale. */
  readonly products: readonly {
    readonly productId: string;
    readonly name: string;
    readonly quantity: number;
    readonly takings: number;
  }[];
  readonly voided: { readonly sales: number; readonly amount: number };
}

/** What is not named, or undefined, stays as it is. */
export type ProductChange = {
  readonly [Field in keyof Omit<Product, 'id'>]?: Product[Field] | undefined;
} & { readonly stockChange?: number | undefined };

export interface ProductPicture {
  readonly jpeg: Uint8Array;
  /** Another one after each change. */
  readonly version: string;
}

export type CommitResult =
  | { readonly outcome: 'stored'; readonly order: Order }
  /** This cart was already sold; the order is the one stored then. */
  | { readonly outcome: 'already_stored'; readonly order: Order }
  /** The key belongs to a request that said something else. */
  | { readonly outcome: 'idempotency_conflict' }
  /** The member was erased meanwhile. */
  | { readonly outcome: 'member_gone' }
  | {
      readonly outcome: 'price_changed' | 'product_unavailable' | 'out_of_stock';
      readonly productId: string;
    };

/**
 * The Store port. Each method is one atomic step; what it acknowledged survives a kill -9.
 * Every method throws AppError `store_unavailable` when the database cannot be reached or written.
 */
export interface Store {
  /** All products, inactive ones too, in the order they were first added. */
  listProducts(): Promise<readonly Product[]>;
  /** Adds or replaces by id. `keep` leaves the stock of a product that is already there: sales may be changing it. */
  putProduct(product: Product, stock: 'keep' | 'set'): Promise<void>;
  /** Adds. @returns false when there is one with this id; nothing is changed then */
  addProduct(product: Product): Promise<boolean>;
  /**
   * Changes what is named and leaves the rest, in one step, so that a sale meanwhile keeps its effect on the stock.
   * `stockChange` is added to a counted stock (one not counted starts from 0) and never takes it below 0.
   * @returns the product as it is now, or null when there is none with this id
   */
  changeProduct(id: string, change: ProductChange): Promise<Product | null>;
  /** Adds or replaces; null takes it away. @returns false when there is no such product */
  putProductPicture(id: string, picture: ProductPicture | null): Promise<boolean>;
  findProductPicture(id: string): Promise<ProductPicture | null>;
  /** Versions of all pictures, by product id. */
  listProductPictures(): Promise<ReadonlyMap<string, string>>;

  /**
   * Adds or replaces what was learned of a product's looks, in one step.
   * @param before the version that is replaced, or null where nothing was learned yet
   * @returns `overtaken` when another version is there by now, `unknown` when there is no such product; nothing is changed then
   */
  putLearned(learned: LearnedProduct, before: string | null): Promise<'stored' | 'overtaken' | 'unknown'>;
  /** @returns false when nothing was learned of it */
  removeLearned(productId: string): Promise<boolean>;
  findLearned(productId: string): Promise<LearnedProduct | null>;
  /** Versions of what was learned, by product id. Cheap: it is asked for with every frame. */
  listLearned(): Promise<ReadonlyMap<string, string>>;

  findMemberByPhone(phone: string): Promise<Member | null>;
  findMember(id: string): Promise<Member | null>;
  /** Oldest first. */
  listMembers(): Promise<readonly Member[]>;
  /**
   * Adds a member, with or without a face, in one step.
   * @returns false when the phone number already has a member; nothing is changed then
   */
  registerMember(member: Member, face: SealedFace | null): Promise<boolean>;
  /** Null: the member cannot sign in by PIN any more. */
  setMemberPin(id: string, pinHash: string | null): Promise<void>;
  setLastVisit(id: string, at: string): Promise<void>;
  /** @returns `phone_taken` when the number is another member's, `unknown` when there is no such member; nothing is changed then */
  changeMember(
    id: string,
    change: { readonly name?: string | undefined; readonly phone?: string | undefined },
  ): Promise<'changed' | 'phone_taken' | 'unknown'>;

  /** Adds or replaces. @returns false when there is no such member; nothing is kept then */
  putFace(face: SealedFace): Promise<boolean>;
  /** Erases the face, its key and its consent as `forgetMember` does. @returns false when there was none */
  removeFace(memberId: string): Promise<boolean>;
  listFaces(): Promise<readonly SealedFace[]>;
  findFace(memberId: string): Promise<SealedFace | null>;
  /**
   * Whose faces are kept, a page at a time, in the order of member ids. Cheap: no sealed bytes are read.
   * @param after the last id of the page before; empty for the first page
   * @returns `limit` of them, fewer on the last page
   */
  listFaceMarks(after: string, limit: number): Promise<readonly FaceMark[]>;
  /** Another number whenever any process added, replaced or erased a face or a member's data. Cheap. */
  facesVersion(): Promise<number>;
  /**
   * Erases a person in one step: the member, face, key and consent, visits, held carts and PIN failures. Orders stay,
   * their member becomes `FORGOTTEN_MEMBER`. Afterwards the erased bytes stand in no file of the store.
   *
   * A reader of another process that keeps an old state open can hold the last part up: this waits for it for some
   * seconds, then tells the log and leaves the old bytes to the next erasure or opening of the store. What is erased is
   * gone for every later reader all the same.
   * @returns false when there is no such member
   */
  forgetMember(id: string): Promise<boolean>;

  /** Made by `hashPassword`; null before the owner's first visit. */
  ownerPassword(): Promise<string | null>;
  /** Null asks for a first visit again. */
  setOwnerPassword(hash: string | null): Promise<void>;

  /** By name. */
  listDevices(): Promise<readonly Device[]>;
  /** @returns false when the name is taken; nothing is changed then */
  addDevice(device: Device): Promise<boolean>;
  /** @returns false when there is no such device */
  removeDevice(name: string): Promise<boolean>;

  /** Failures in a row of a phone number, a member's or not. */
  pinFailures(phone: string): Promise<number>;
  addPinFailure(phone: string, at: string): Promise<void>;
  clearPinFailures(phone: string): Promise<void>;
  /**
   * Forgets failures whose last one is older, of whatever number.
   * @param later also those whose last one is later than this: the clock was set back since
   */
  clearPinFailuresBefore(at: string, later?: string): Promise<void>;

  saveVisit(visit: Visit): Promise<void>;
  findVisit(sessionId: string): Promise<Visit | null>;
  endVisit(sessionId: string): Promise<void>;
  /**
   * Ends the visit of a session and keeps its cart for its member, in one step. A cart that was already held for this
   * member is joined with it; the newer cart's id, prices and time stay. An empty cart holds nothing.
   */
  holdVisit(sessionId: string, at: string): Promise<void>;
  /**
   * Gives the held cart of a member back as the visit of a session, in one step.
   * @param heldSince a cart held earlier is not given back but dropped, so that it cannot turn up in a later one
   * @param at the visit's `updatedAt`
   * @returns null when there is none to give back, or the session already has a visit; that visit and the held cart
   *   stay as they are then
   */
  resumeVisit(memberId: string, sessionId: string, heldSince: string, at: string): Promise<Visit | null>;
  /** The carts of a member's visits and the one held for them. */
  listCarts(memberId: string): Promise<readonly Cart[]>;
  /** Ends every visit and drops every held cart whose last change is older; nobody comes back to those. */
  endVisitsBefore(at: string): Promise<void>;

  /** Order, lines, stock and the end of the visit in one step: all of it or nothing. */
  commitOrder(draft: OrderDraft): Promise<CommitResult>;
  findOrderByKey(key: string): Promise<{ readonly order: Order; readonly fingerprint: string } | null>;
  /** Newest first. */
  listOrders(memberId: string): Promise<readonly Order[]>;
  findOrder(transactionId: string): Promise<Order | null>;
  findOrderByReceiptKey(receiptKey: string): Promise<Order | null>;
  /**
   * @param cursor `next` of the page before, else null
   * @param limit 1 or more
   */
  searchOrders(filter: OrderFilter, cursor: string | null, limit: number): Promise<OrderPage>;
  /** The sum of what a filter finds. */
  sumOrders(filter: OrderFilter): Promise<SalesSummary>;
  /** Sales, not voided, and what they came to, by member id. */
  sumOrdersByMember(): Promise<ReadonlyMap<string, { readonly sales: number; readonly takings: number }>>;
  /**
   * Marks an order as voided and puts its items back into counted stock, in one step and once.
   * @returns the order as it is now; `already` when it was voided before, `unknown` when there is none
   */
  voidOrder(
    transactionId: string,
    voided: { readonly at: string; readonly reason: string },
  ): Promise<
    { readonly outcome: 'voided' | 'already'; readonly order: Order } | { readonly outcome: 'unknown' }
  >;

  /** The same store, whose acts are entered in the audit log as this actor's; a store that was just opened is `cli`'s. */
  as(actor: Actor): Store;
  /**
   * Enters an act that is not one of the store's own. The store's own (sales, voids, changes of products and members, erasures,
   * passwords) enter themselves, in the same step.
   */
  audit(act: Act): Promise<void>;
  /** Entries in order, those after a number. @param limit 1 or more */
  readAudit(after: number, limit: number): Promise<readonly AuditEntry[]>;
  /**
   * Entries newest first, those before a number where one is given.
   * @param kind only of this kind; null: of any
   * @param limit 1 or more
   */
  searchAudit(kind: string | null, before: number | null, limit: number): Promise<readonly AuditEntry[]>;

  /** What it takes on the disk and which kind of store it is, for the owner to read. */
  storage(): Promise<{ readonly kind: string; readonly usedBytes: number }>;
  /**
   * Writes a copy of everything as it is at one moment into a new file, while sales go on.
   * @throws AppError `store_unavailable` when it cannot be written; nothing is left behind then
   */
  backup(file: string): Promise<void>;

  close(): Promise<void>;
}
