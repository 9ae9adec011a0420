/** Visits and held carts in MongoDB: all of a member's in one document, changed in one step. */
import { randomUUID } from 'node:crypto';
import { joinCarts, type Store, type Visit } from '../../shop/index.js';
import type { MongoContext } from './context.js';
import type { CartsDoc, HeldEntry, VisitEntry } from './documents.js';
import { added } from './duplicates.js';

type CartPart = Pick<
  Store,
  'saveVisit' | 'findVisit' | 'endVisit' | 'holdVisit' | 'resumeVisit' | 'listCarts' | 'endVisitsBefore'
>;

type Carts = Pick<CartsDoc, 'visits' | 'held'>;

const NONE: Carts = { visits: [], held: null };

/** Applies `change` to a member's carts; again, when another change came in between. */
export async function changeCarts(
  { carts }: MongoContext,
  memberId: string,
  change: (before: Carts) => Carts,
): Promise<void> {
  for (;;) {
    const doc = await carts.findOne({ _id: memberId });
    const before = doc ?? NONE;
    const { visits, held } = change(before);
    if (visits === before.visits && held === before.held) return;
    const isEmpty = visits.length === 0 && held === null;
    const after = { rev: randomUUID(), visits, held };
    if (doc === null) {
      if (isEmpty || (await added(carts.insertOne({ _id: memberId, ...after })))) return;
    } else if (isEmpty) {
      if ((await carts.deleteOne({ _id: memberId, rev: doc.rev })).deletedCount > 0) return;
    } else if ((await carts.replaceOne({ _id: memberId, rev: doc.rev }, after)).matchedCount > 0) return;
  }
}

/** Ends the visit that a cart belongs to. */
export async function dropVisit(context: MongoContext, memberId: string, cartId: string): Promise<void> {
  await changeCarts(context, memberId, ({ visits, held }) => ({
    visits: without(visits, (visit) => visit.cartId === cartId),
    held,
  }));
}

export function mongoCarts(context: MongoContext): CartPart {
  const { carts, orders } = context;

  /** Without those whose cart was sold: a sale that was cut off after its moment has not ended its visit. */
  async function unsold<T extends { readonly cartId: string }>(entries: readonly T[]): Promise<readonly T[]> {
    if (entries.length === 0) return entries;
    const ids = entries.map(({ cartId }) => cartId);
    const sold = await orders
      .find({ _id: { $in: ids }, state: 'stored' }, { projection: { _id: 1 } })
      .toArray();
    return entries.filter(({ cartId }) => !sold.some(({ _id }) => _id === cartId));
  }

  const docsOf = (sessionId: string) => carts.find({ 'visits.sessionId': sessionId }).toArray();

  async function endVisits(sessionId: string, except: string | null): Promise<void> {
    for (const { _id } of await docsOf(sessionId)) {
      if (_id === except) continue;
      await changeCarts(context, _id, ({ visits, held }) => ({
        visits: without(visits, (visit) => visit.sessionId === sessionId),
        held,
      }));
    }
  }

  async function findVisit(sessionId: string): Promise<Visit | null> {
    const found = (await docsOf(sessionId)).flatMap(({ _id, visits }) =>
      visits.filter((visit) => visit.sessionId === sessionId).map((visit) => toVisit(_id, visit)),
    );
    // Two only when a crash cut `saveVisit` off; the older one is what it was about to take away.
    return (await unsold(found)).toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))[0] ?? null;
  }

  return {
    findVisit,
    async saveVisit({ memberId, ...entry }) {
      let isNew = false;
      await changeCarts(context, memberId, ({ visits, held }) => {
        const others = without(visits, ({ sessionId }) => sessionId === entry.sessionId);
        isNew = others === visits;
        return { visits: [...others, entry], held };
      });
      if (isNew) await endVisits(entry.sessionId, memberId);
    },
    endVisit: (sessionId) => endVisits(sessionId, null),
    async holdVisit(sessionId, at) {
      const visit = await findVisit(sessionId);
      if (visit === null) return endVisits(sessionId, null);
      await changeCarts(context, visit.memberId, ({ visits, held }) => {
        const ended = visits.find((entry) => entry.sessionId === sessionId);
        if (ended === undefined) return { visits, held };
        return { visits: visits.filter((entry) => entry !== ended), held: holdOf(ended, held, at) };
      });
    },
    async resumeVisit(memberId, sessionId, heldSince, at) {
      if ((await findVisit(sessionId)) !== null) return null;
      let resumed: VisitEntry | null = null;
      await changeCarts(context, memberId, ({ visits, held }) => {
        resumed = null;
        if (held === null) return { visits, held };
        const others = without(visits, (visit) => visit.sessionId === sessionId);
        if (held.heldAt < heldSince) return { visits: others, held: null };
        resumed = { sessionId, cartId: held.cartId, cart: held.cart, updatedAt: at };
        return { visits: [...others, resumed], held: null };
      });
      return resumed && toVisit(memberId, resumed);
    },
    async listCarts(memberId) {
      const { visits, held } = (await carts.findOne({ _id: memberId })) ?? NONE;
      return [...(await unsold(visits)), ...(held === null ? [] : [held])].map(({ cart }) => cart);
    },
    async endVisitsBefore(at) {
      const old = await carts
        .find({ $or: [{ 'visits.updatedAt': { $lt: at } }, { 'held.heldAt': { $lt: at } }] })
        .toArray();
      for (const { _id } of old)
        await changeCarts(context, _id, ({ visits, held }) => ({
          visits: without(visits, ({ updatedAt }) => updatedAt < at),
          held: held !== null && held.heldAt < at ? null : held,
        }));
    },
  };
}

function holdOf({ cartId, cart }: VisitEntry, held: HeldEntry | null, heldAt: string): HeldEntry | null {
  if (cart.length === 0) return held;
  return { cartId, cart: held === null ? cart : joinCarts(held.cart, cart), heldAt };
}

function toVisit(memberId: string, { sessionId, cartId, cart, updatedAt }: VisitEntry): Visit {
  return { sessionId, cartId, memberId, cart, updatedAt };
}

/** The same list when nothing is left out. */
function without<T>(list: readonly T[], isOut: (entry: T) => boolean): readonly T[] {
  return list.some(isOut) ? list.filter((entry) => !isOut(entry)) : list;
}
