/** How the shop's facts lie in MongoDB, and how they are read back. */
import { type Collection, type Db, Long } from 'mongodb';
import type {
  AuditEntry,
  Cart,
  Consent,
  DeviceKind,
  NewEntry,
  Order,
  OrderDraft,
  Product,
} from '../../shop/index.js';

/** Items of a product that a sale or a void has in hand and has not finished with; see `holds.ts`. */
export interface Hold {
  /** `_id` of the order. */
  readonly order: string;
  readonly quantity: number;
  readonly of: 'sale' | 'void';
}

/** A document that holds what it was changed by until that is in the audit log; see `entering.ts`. */
export interface ActsDoc {
  readonly _id: string;
  /** By event. */
  readonly acts: Readonly<Record<string, NewEntry>>;
}

/** An entry of the audit log under its number. */
export interface AuditDoc extends Omit<AuditEntry, 'number'> {
  readonly _id: number;
}

export interface ProductDoc extends Omit<Product, 'id'>, ActsDoc {
  /** Product id. */
  readonly _id: string;
  /** The order in which products were added. */
  readonly seq: number;
  /** By token of the sale or void. */
  readonly holds: Readonly<Record<string, Hold>>;
}

export interface PictureDoc {
  /** Product id. */
  readonly _id: string;
  readonly jpeg: Uint8Array;
  readonly version: string;
}

/** All of a product's views in one document: one step replaces them. */
export interface LearnedDoc {
  /** Product id. */
  readonly _id: string;
  readonly embedder: string;
  readonly version: string;
  readonly views: readonly {
    readonly jpeg: Uint8Array;
    /** Float32, little endian. */
    readonly vector: Uint8Array;
  }[];
}

export interface FaceDoc {
  readonly embedder: string;
  readonly wrappedKey: Uint8Array;
  readonly sealed: Uint8Array;
  readonly consent: Consent;
  readonly createdAt: string;
}

/** The face lies in its member's document: one step adds both, one erases both. */
export interface MemberDoc extends ActsDoc {
  /** Member id. */
  readonly _id: string;
  readonly name: string;
  readonly phone: string;
  readonly pinHash: string | null;
  readonly createdAt: string;
  readonly lastVisitAt: string | null;
  readonly face: FaceDoc | null;
}

export interface PinAttemptDoc {
  /** Phone number. */
  readonly _id: string;
  readonly failures: number;
  readonly lastFailureAt: string;
}

export interface VisitEntry {
  readonly sessionId: string;
  readonly cartId: string;
  readonly cart: Cart;
  readonly updatedAt: string;
}

export interface HeldEntry {
  readonly cartId: string;
  readonly cart: Cart;
  readonly heldAt: string;
}

/** All carts of a member in one document, so that holding, joining and giving back are one step each. */
export interface CartsDoc {
  /** Member id. */
  readonly _id: string;
  /** Another one after each change. */
  readonly rev: string;
  readonly visits: readonly VisitEntry[];
  readonly held: HeldEntry | null;
}

export interface OrderDoc extends Omit<OrderDraft, 'cartId' | 'idempotency'> {
  /** Cart id: one order for a cart. */
  readonly _id: string;
  /** A sale that is `taking` is not one yet: it has its stock in hand, in part or whole. */
  readonly state: 'taking' | 'stored';
  /** Of the attempt that stored it; names its holds. */
  readonly token: string;
  readonly number: number;
  readonly transactionId: string;
  readonly receiptKey: string;
  /** `key:` and the Idempotency-Key, or `cart:` and the cart id of a sale without one. */
  readonly request: string;
  readonly fingerprint: string | null;
  /** Token of a void that is under way. */
  readonly voiding: string | null;
  readonly voided: {
    readonly at: string;
    readonly reason: string;
    readonly token: string;
    /** Actor. */
    readonly by: string;
  } | null;
  /** Whether the audit log has its sale, and its void where there is one. */
  readonly entered: boolean;
}

export interface OwnerDoc extends ActsDoc {
  readonly _id: 'owner';
  readonly passwordHash: string | null;
}

export interface DeviceDoc {
  /** Its name. */
  readonly _id: string;
  readonly kind: DeviceKind;
  readonly tokenHash: string;
  readonly createdAt: string;
}

/** An erasure that was asked for and may not be finished. */
export interface ErasureDoc {
  /** Member id. */
  readonly _id: string;
  /** Who asked for it, and when. */
  readonly entry: NewEntry;
}

export interface CounterDoc {
  /** `copying` is there while a copy into this database is not finished. */
  readonly _id: 'schema' | 'orders' | 'products' | 'copying';
  readonly value: number;
}

/** Changes of faces that began, and that ended. */
export interface FacesVersionDoc {
  readonly _id: 'faces';
  readonly begun: number;
  readonly ended: number;
}

export interface Collections {
  readonly products: Collection<ProductDoc>;
  readonly pictures: Collection<PictureDoc>;
  readonly learned: Collection<LearnedDoc>;
  readonly members: Collection<MemberDoc>;
  readonly pinAttempts: Collection<PinAttemptDoc>;
  readonly carts: Collection<CartsDoc>;
  readonly orders: Collection<OrderDoc>;
  readonly owner: Collection<OwnerDoc>;
  readonly audit: Collection<AuditDoc>;
  readonly devices: Collection<DeviceDoc>;
  readonly erasures: Collection<ErasureDoc>;
  readonly counters: Collection<CounterDoc>;
  readonly facesVersion: Collection<FacesVersionDoc>;
}

export function collectionsOf(db: Db): Collections {
  return {
    products: db.collection('products'),
    pictures: db.collection('product_pictures'),
    learned: db.collection('learned_products'),
    members: db.collection('members'),
    pinAttempts: db.collection('pin_attempts'),
    carts: db.collection('carts'),
    orders: db.collection('orders'),
    owner: db.collection('owner'),
    audit: db.collection('audit'),
    devices: db.collection('devices'),
    erasures: db.collection('erasures'),
    counters: db.collection('counters'),
    facesVersion: db.collection('faces_version'),
  };
}

/**
 * A whole number as it is written: the driver writes what is beyond 32 bits as a double unless it is told.
 * @throws Error when it is none
 */
export function whole(value: number): number {
  if (!Number.isSafeInteger(value)) throw new Error(`${value} is no whole number`);
  const fits = value === (value | 0);
  // The driver reads it as a number again, so everybody else may call it one.
  return fits ? value : (Long.fromNumber(value) as unknown as number);
}

/** @throws Error when another program wrote something else there */
export function readWhole(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new Error('a number in the database is no whole number');
  return value as number;
}

export function toProduct({
  _id,
  name,
  price,
  class_name,
  yolo_class_id,
  stock,
  active,
}: ProductDoc): Product {
  return {
    id: _id,
    name,
    price: readWhole(price),
    class_name,
    yolo_class_id,
    stock: stock === null ? null : readWhole(stock),
    active,
  };
}

/** @throws Error when its total is not the sum of its lines */
export function toOrder(doc: OrderDoc): Order {
  const { _id, transactionId, receiptKey, sessionId, memberId, lines, total, createdAt, voided } = doc;
  return {
    transactionId,
    cartId: _id,
    sessionId,
    memberId,
    lines: lines.map(({ productId, name, quantity, unitPrice }) => ({
      productId,
      name,
      quantity: readWhole(quantity),
      unitPrice: readWhole(unitPrice),
    })),
    total: readWhole(total),
    createdAt,
    receiptKey,
    voided: voided === null ? null : { at: voided.at, reason: voided.reason },
  };
}
