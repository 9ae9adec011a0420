/** Whether the audit log is whole, and says the same as the sales and the catalogue. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Act,
  AUDIT_START,
  type AuditEntry,
  type AuditHead,
  chain,
  newEntry,
  saleAct,
  voidAct,
} from './audit.js';
import type { Order, Store } from './store-port.js';

const PAGE = 500;
const LOOK_EVERY_MS = 200;

export interface AuditCheck {
  readonly entries: number;
  readonly sales: number;
  readonly voids: number;
  readonly head: AuditHead | null;
  /** What is wrong, the first of it in the log first; none when all is well. */
  readonly faults: readonly string[];
}

/** What the log says, as far as the rest of the store must say the same. */
interface Log {
  head: AuditHead;
  /** Facts of sales and voids by transaction, as they were entered. */
  readonly sales: Map<string, string>;
  readonly voids: Map<string, string>;
  /** Price and whether it is on sale, by product. */
  readonly products: Map<string, Shown>;
}

interface Shown {
  readonly price: unknown;
  readonly active: unknown;
}

/**
 * Walks the chain from the first entry to the last, then holds every sale, void and price of the store against it. The shop
 * may be open meanwhile.
 * @param noted a head that was noted earlier; the log must still have it, with this hash
 * @param patienceMs a store of several steps enters a sale a moment after it; so long it is waited for
 * @throws AppError `store_unavailable`
 */
export async function checkAudit(
  store: Store,
  noted: AuditHead | null = null,
  patienceMs = 3_000,
): Promise<AuditCheck> {
  const log: Log = { head: AUDIT_START, sales: new Map(), voids: new Map(), products: new Map() };
  const broken = await readOn(store, log, noted);
  const counts = () => ({
    entries: log.head.number,
    sales: log.sales.size,
    voids: log.voids.size,
    head: log.head.number === 0 ? null : log.head,
  });
  // Behind a broken link nothing can be believed.
  if (broken !== null) return { ...counts(), faults: [broken] };
  const faults: string[] = [];
  if (noted !== null && noted.number > log.head.number)
    faults.push(`the log ends with entry ${log.head.number}, before the noted entry ${noted.number}`);
  for (const look of [missingEntries, wrongProducts]) {
    const found = await settled(store, log, patienceMs, () => look(store, log));
    faults.push(...found);
  }
  faults.push(...(await missingOrders(store, log)));
  return { ...counts(), faults };
}

/** Looks again for a while where something is missing: it may have been done a moment ago. */
async function settled(
  store: Store,
  log: Log,
  patienceMs: number,
  look: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const faults = await look();
    if (faults.length === 0 || performance.now() > end) return faults;
    const broken = await readOn(store, log, null);
    if (broken !== null) return [broken];
    await sleep(LOOK_EVERY_MS);
  }
}

/** Reads the entries after the head. @returns what is wrong with the chain, or null */
async function readOn(store: Store, log: Log, noted: AuditHead | null): Promise<string | null> {
  for (;;) {
    const entries = await store.readAudit(log.head.number, PAGE);
    for (const entry of entries) {
      const fault = faultOf(entry, log.head, noted) ?? take(entry, log);
      if (fault !== null) return `entry ${entry.number}: ${fault}`;
      log.head = { number: entry.number, hash: entry.hash };
    }
    if (entries.length < PAGE) return null;
  }
}

function faultOf(entry: AuditEntry, head: AuditHead, noted: AuditHead | null): string | null {
  if (entry.number !== head.number + 1) return `entry ${head.number + 1} is missing before it`;
  const { hash, previous } = chain(head, entry);
  if (entry.previous !== previous) return 'does not follow on the entry before it';
  if (entry.hash !== hash) return 'was changed: its hash is another';
  if (noted?.number === entry.number && noted.hash !== hash) return 'is not the one whose head was noted';
  return null;
}

/** Remembers what the rest of the store is held against. */
function take({ kind, facts }: AuditEntry, log: Log): string | null {
  const said = JSON.parse(facts) as Readonly<Record<string, unknown>>;
  if (kind === 'sale' || kind === 'void') {
    const into = kind === 'sale' ? log.sales : log.voids;
    const transaction = String(said.transaction);
    if (into.has(transaction)) return `the ${kind} of ${transaction} is entered twice`;
    into.set(transaction, facts);
  }
  if (kind === 'product_added') log.products.set(String(said.product), said as unknown as Shown);
  if (kind === 'product_changed') {
    const before = log.products.get(String(said.product)) ?? { price: null, active: null };
    log.products.set(String(said.product), { ...before, ...valuesOf(said) });
  }
  return null;
}

function valuesOf({ price, active }: Readonly<Record<string, unknown>>): Partial<Shown> {
  const after = (change: unknown) => (change as { readonly to: unknown }).to;
  return {
    ...(price === undefined ? {} : { price: after(price) }),
    ...(active === undefined ? {} : { active: after(active) }),
  };
}

const factsOf = (act: Act): string => newEntry(act, '').facts;

async function* ordersOf(store: Store): AsyncGenerator<Order> {
  for (let cursor: string | null = null; ; ) {
    const { orders, next } = await store.searchOrders({}, cursor, PAGE);
    yield* orders;
    if (next === null) return;
    cursor = next;
  }
}

/** Sales and voids that the log has not, or has otherwise. */
async function missingEntries(store: Store, log: Log): Promise<readonly string[]> {
  const faults: string[] = [];
  for await (const order of ordersOf(store)) {
    const { transactionId, voided } = order;
    const sale = log.sales.get(transactionId);
    if (sale === undefined) faults.push(`sale ${transactionId} has no entry`);
    else if (sale !== factsOf(saleAct(order)))
      faults.push(`sale ${transactionId} is not what its entry says: ${sale}`);
    const entry = log.voids.get(transactionId);
    if (voided === null) {
      if (entry !== undefined) faults.push(`sale ${transactionId} is not voided any more, but was`);
    } else if (entry === undefined) faults.push(`the void of ${transactionId} has no entry`);
    else if (entry !== factsOf(voidAct(order, voided.at)))
      faults.push(`the void of ${transactionId} is not what its entry says: ${entry}`);
  }
  return faults.toReversed();
}

/** Entries whose sale is not there. */
async function missingOrders(store: Store, log: Log): Promise<readonly string[]> {
  const there = new Set<string>();
  for await (const { transactionId } of ordersOf(store)) there.add(transactionId);
  return [...log.sales.keys()]
    .filter((transaction) => !there.has(transaction))
    .map((transaction) => `sale ${transaction} was entered, but there is no such sale`);
}

/** Products whose price, or whether they are on sale, was changed past the log. */
async function wrongProducts(store: Store, log: Log): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { id, price, active } of await store.listProducts()) {
    const logged = log.products.get(id);
    if (logged === undefined) faults.push(`product ${id} has no entry`);
    else if (logged.price !== price)
      faults.push(`product ${id} costs NT$${price}, the log says NT$${logged.price}`);
    else if (logged.active !== active)
      faults.push(`product ${id} is ${active ? 'on' : 'off'} sale, the log says otherwise`);
  }
  return faults;
}
