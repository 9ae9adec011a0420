/**
 * The audit log: what was done in the shop, in entries that are only ever added. Each holds the hash of the one before, so
 * that none can be changed, taken out or put in without every later one being wrong.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { AuditKind } from '../protocol/index.js';
import type { Product } from './catalogue.js';
import { labelOf } from './label.js';
import type { LearnedProduct } from './learned.js';
import type { Member } from './member.js';
import type { Order } from './store-port.js';

/** `upgrade`: entered when the log began, for what was there already. A counter is named by its label. */
export type Actor = 'owner' | 'member' | 'cli' | 'daemon' | 'upgrade' | `counter:${string}`;

/** No person is named: no name, number, PIN, token or free text; ids, prices and quantities only. */
export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [name: string]: Fact };
export type Facts = Readonly<Record<string, Fact>>;

export interface Act {
  readonly kind: AuditKind;
  readonly facts: Facts;
  /** Names the act, where it must be entered once and no more; one of its own is made up otherwise. No dots or dollars. */
  readonly event?: string;
  /** ISO time; now, when it is left out. */
  readonly at?: string;
}

/** An act that waits to be entered. */
export interface NewEntry {
  readonly event: string;
  readonly at: string;
  readonly actor: string;
  readonly kind: string;
  /** Canonical JSON: names in order, no spaces. */
  readonly facts: string;
}

export interface AuditEntry extends NewEntry {
  /** 1, 2, 3 … without a gap. */
  readonly number: number;
  /** Hash of the entry before; 64 zeros in the first. */
  readonly previous: string;
  /** SHA-256 in hex, `hashOf`. */
  readonly hash: string;
}

/** What stands for the whole log up to an entry. */
export type AuditHead = Pick<AuditEntry, 'number' | 'hash'>;

/** Before the first entry. */
export const AUDIT_START: AuditHead = { number: 0, hash: '0'.repeat(64) };

export function newEntry({ kind, facts, event, at }: Act, actor: string): NewEntry {
  return {
    event: event ?? `${kind}:${randomBytes(8).toString('hex')}`,
    at: at ?? new Date().toISOString(),
    actor,
    kind,
    facts: canonical(facts),
  };
}

/** The entry that follows `head`. */
export function chain(head: AuditHead, { event, at, actor, kind, facts }: NewEntry): AuditEntry {
  const entry = { number: head.number + 1, event, at, actor, kind, facts, previous: head.hash };
  return { ...entry, hash: hashOf(entry) };
}

/** SHA-256 over the JSON list `[number, event, at, actor, kind, facts, previous]` in UTF-8, `facts` being a text of JSON. */
export function hashOf({
  number,
  event,
  at,
  actor,
  kind,
  facts,
  previous,
}: Omit<AuditEntry, 'hash'>): string {
  return createHash('sha256')
    .update(JSON.stringify([number, event, at, actor, kind, facts, previous]))
    .digest('hex');
}

type Sold = Pick<Order, 'transactionId' | 'sessionId' | 'lines' | 'total' | 'createdAt'>;

/** Who bought is left out: after an erasure nothing may tell which sales were one person's. */
export function saleAct({ transactionId, lines, total, createdAt }: Omit<Sold, 'sessionId'>): Act {
  const sold = lines.map(({ productId, quantity, unitPrice }) => ({
    product: productId,
    quantity,
    price: unitPrice,
  }));
  const facts = { transaction: transactionId, total, lines: sold };
  return { kind: 'sale', event: `sale:${transactionId}`, at: createdAt, facts };
}

export function counterOf({ sessionId }: Pick<Sold, 'sessionId'>): Actor {
  return `counter:${labelOf(sessionId)}`;
}

/** The reason stays with the order: it is free text, and may name somebody. */
export function voidAct({ transactionId, total }: Pick<Order, 'transactionId' | 'total'>, at: string): Act {
  return { kind: 'void', event: `void:${transactionId}`, at, facts: { transaction: transactionId, total } };
}

/** What the log holds of a product. */
const LOGGED = ['name', 'price', 'class_name', 'yolo_class_id', 'stock', 'active'] as const;

/** @returns null when nothing changed */
export function productAct(before: Product | null, after: Product): Act | null {
  const product = after.id;
  if (before === null) {
    const facts = Object.fromEntries(LOGGED.map((name) => [name, after[name]]));
    return { kind: 'product_added', facts: { product, ...facts } };
  }
  const changed = LOGGED.filter((name) => before[name] !== after[name]);
  if (changed.length === 0) return null;
  const facts = Object.fromEntries(changed.map((name) => [name, { from: before[name], to: after[name] }]));
  return { kind: 'product_changed', facts: { product, ...facts } };
}

export function enrolledAct({ id }: Pick<Member, 'id'>, face: unknown): Act {
  return { kind: 'member_enrolled', facts: { member: id, face: face !== null } };
}

/** @param fields which, and not what stands in them */
export function memberChangedAct(member: string, fields: readonly string[]): Act {
  return { kind: 'member_changed', facts: { member, fields } };
}

/** Of a change to a member's data those fields that it changes. */
export function changedFields(
  before: Pick<Member, 'name' | 'phone'>,
  change: { readonly [Field in 'name' | 'phone']?: string | undefined },
): readonly string[] {
  return (['name', 'phone'] as const).filter(
    (field) => change[field] !== undefined && change[field] !== before[field],
  );
}

export function learnedAct({ productId, views }: LearnedProduct): Act {
  return { kind: 'product_learned', facts: { product: productId, views: views.length } };
}

export function unlearnedAct(productId: string): Act {
  return { kind: 'product_unlearned', facts: { product: productId } };
}

export function erasureAct(member: string): Act {
  return { kind: 'member_erased', event: `member_erased:${member}`, facts: { member } };
}

function canonical(facts: Facts): string {
  return JSON.stringify(facts, (_, part: unknown) =>
    typeof part !== 'object' || part === null || Array.isArray(part)
      ? part
      : Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
}

type PastOrder = Omit<Sold, 'sessionId'> & { readonly voidedAt: string | null };

/**
 * The acts that a log begins with in a shop that has been open already: the catalogue as it is, and every sale and void in
 * the order in which they happened. Entered as `upgrade`, because nobody saw who did them.
 */
export function beginningOf(products: readonly Product[], orders: readonly PastOrder[]): readonly Act[] {
  const now = new Date().toISOString();
  const catalogue = products.map((product) => ({
    ...(productAct(null, product) as Act),
    event: `product_added:${product.id}`,
    at: now,
  }));
  const past = orders.flatMap((order) => [
    saleAct(order),
    ...(order.voidedAt === null ? [] : [voidAct(order, order.voidedAt)]),
  ]);
  const atOf = ({ at = now }: Act) => at;
  return [...past.sort((a, b) => (atOf(a) < atOf(b) ? -1 : atOf(a) > atOf(b) ? 1 : 0)), ...catalogue];
}
