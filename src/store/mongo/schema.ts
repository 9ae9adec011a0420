/** What MongoDB is told of the shop's documents: indexes, and schemas that it refuses others by. */
import type { CreateIndexesOptions, Document, IndexSpecification } from 'mongodb';

export const SCHEMA_VERSION = 2;

const WHOLE: Document = { bsonType: ['int', 'long'], minimum: 0 };
const COUNT: Document = { bsonType: ['int', 'long'], minimum: 1 };
const TEXT: Document = { bsonType: 'string' };
const MAYBE_TEXT: Document = { bsonType: ['string', 'null'] };
const BYTES: Document = { bsonType: 'binData' };

function shape(properties: Readonly<Record<string, Document>>): Document {
  return { bsonType: 'object', required: Object.keys(properties), properties };
}

const listOf = (items: Document): Document => ({ bsonType: 'array', items });
const maybe = (document: Document): Document => ({ ...document, bsonType: [document.bsonType, 'null'] });

const LINE = { productId: TEXT, name: TEXT, quantity: COUNT, unitPrice: WHOLE };
const CART = listOf(shape(LINE));
const CONSENT = shape({ version: TEXT, text: TEXT, at: TEXT });

/** By collection. */
export const SCHEMAS: Readonly<Record<string, Document>> = {
  products: shape({
    _id: TEXT,
    seq: COUNT,
    name: TEXT,
    price: WHOLE,
    class_name: MAYBE_TEXT,
    yolo_class_id: maybe({ bsonType: 'int' }),
    stock: { bsonType: ['int', 'long', 'null'], minimum: 0 },
    active: { bsonType: 'bool' },
    holds: { bsonType: 'object' },
    acts: { bsonType: 'object' },
  }),
  product_pictures: shape({ _id: TEXT, jpeg: BYTES, version: TEXT }),
  learned_products: shape({
    _id: TEXT,
    embedder: TEXT,
    version: TEXT,
    views: listOf(shape({ jpeg: BYTES, vector: BYTES })),
  }),
  members: shape({
    _id: TEXT,
    name: TEXT,
    phone: TEXT,
    pinHash: MAYBE_TEXT,
    createdAt: TEXT,
    lastVisitAt: MAYBE_TEXT,
    face: maybe(
      shape({ embedder: TEXT, wrappedKey: BYTES, sealed: BYTES, consent: CONSENT, createdAt: TEXT }),
    ),
    acts: { bsonType: 'object' },
  }),
  pin_attempts: shape({ _id: TEXT, failures: COUNT, lastFailureAt: TEXT }),
  carts: shape({
    _id: TEXT,
    rev: TEXT,
    visits: listOf(shape({ sessionId: TEXT, cartId: TEXT, cart: CART, updatedAt: TEXT })),
    held: maybe(shape({ cartId: TEXT, cart: CART, heldAt: TEXT })),
  }),
  orders: shape({
    _id: TEXT,
    state: { enum: ['taking', 'stored'] },
    token: TEXT,
    number: COUNT,
    transactionId: TEXT,
    receiptKey: TEXT,
    sessionId: TEXT,
    memberId: TEXT,
    lines: listOf(shape({ ...LINE, subtotal: WHOLE })),
    total: WHOLE,
    createdAt: TEXT,
    request: TEXT,
    fingerprint: MAYBE_TEXT,
    voiding: MAYBE_TEXT,
    voided: maybe(shape({ at: TEXT, reason: TEXT, token: TEXT, by: TEXT })),
    entered: { bsonType: 'bool' },
  }),
  devices: shape({ _id: TEXT, kind: { enum: ['kiosk', 'edge'] }, tokenHash: TEXT, createdAt: TEXT }),
  owner: shape({ passwordHash: MAYBE_TEXT, acts: { bsonType: 'object' } }),
  audit: shape({
    _id: COUNT,
    event: TEXT,
    at: TEXT,
    actor: TEXT,
    kind: TEXT,
    facts: TEXT,
    previous: TEXT,
    hash: TEXT,
  }),
  erasures: shape({ _id: TEXT }),
  counters: shape({ value: WHOLE }),
  faces_version: shape({ begun: WHOLE, ended: WHOLE }),
};

export interface Index {
  readonly collection: string;
  readonly key: IndexSpecification;
  readonly options: Pick<CreateIndexesOptions, 'unique'>;
}

const index = (collection: string, key: IndexSpecification, unique = false): Index => ({
  collection,
  key,
  options: unique ? { unique } : {},
});

export const INDEXES: readonly Index[] = [
  index('products', { seq: 1 }),
  index('members', { phone: 1 }, true),
  index('members', { createdAt: 1 }),
  index('pin_attempts', { lastFailureAt: 1 }),
  index('carts', { 'visits.sessionId': 1 }),
  index('orders', { number: -1 }, true),
  index('orders', { transactionId: 1 }, true),
  index('orders', { receiptKey: 1 }, true),
  index('orders', { request: 1 }, true),
  index('orders', { memberId: 1, number: -1 }),
  index('orders', { createdAt: 1 }),
  index('orders', { state: 1 }),
  index('orders', { 'lines.productId': 1 }),
  index('orders', { entered: 1 }),
  index('audit', { event: 1 }, true),
  index('audit', { kind: 1, _id: -1 }),
];
