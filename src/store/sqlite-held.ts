import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { type Cart, joinCarts, type Store } from '../shop/index.js';
import { inTransaction } from './sqlite-transaction.js';

interface HeldRow {
  readonly cartId: string;
  readonly cart: string;
  readonly heldAt: string;
}

interface VisitRow {
  readonly cartId: string;
  readonly memberId: string;
  readonly cart: string;
}

/** The held carts of the embedded store: of members who left without paying and may come back. */
export function sqliteHeldCarts(
  db: DatabaseSyncInstance,
): Pick<Store, 'holdVisit' | 'resumeVisit' | 'listCarts'> {
  const findVisit = db.prepare(
    'SELECT cart_id AS "cartId", member_id AS "memberId", cart FROM visits WHERE session_id = ?',
  );
  const endVisit = db.prepare('DELETE FROM visits WHERE session_id = ?');
  const addVisit = db.prepare(
    'INSERT INTO visits (session_id, cart_id, member_id, cart, updated_at) VALUES (?, ?, ?, ?, ?)',
  );
  const findHeld = db.prepare(
    'SELECT cart_id AS "cartId", cart, held_at AS "heldAt" FROM held_carts WHERE member_id = ?',
  );
  const hold = db.prepare(
    'INSERT OR REPLACE INTO held_carts (member_id, cart_id, cart, held_at) VALUES (?, ?, ?, ?)',
  );
  const drop = db.prepare('DELETE FROM held_carts WHERE member_id = ?');
  const carts = db.prepare(`
    SELECT cart FROM visits WHERE member_id = $id UNION ALL SELECT cart FROM held_carts WHERE member_id = $id`);

  const heldOf = (memberId: string) => findHeld.get(memberId) as HeldRow | undefined;

  return {
    async holdVisit(sessionId, at) {
      inTransaction(db, () => {
        const visit = findVisit.get(sessionId) as VisitRow | undefined;
        if (!visit) return;
        endVisit.run(sessionId);
        const cart = parse(visit.cart);
        if (cart.length === 0) return;
        const held = heldOf(visit.memberId);
        const joined = held ? joinCarts(parse(held.cart), cart) : cart;
        hold.run(visit.memberId, visit.cartId, JSON.stringify(joined), at);
      });
    },
    async resumeVisit(memberId, sessionId, heldSince, at) {
      return inTransaction(db, () => {
        const held = heldOf(memberId);
        if (!held || findVisit.get(sessionId)) return null;
        drop.run(memberId);
        if (held.heldAt < heldSince) return null;
        addVisit.run(sessionId, held.cartId, memberId, held.cart, at);
        return { sessionId, cartId: held.cartId, memberId, cart: parse(held.cart), updatedAt: at };
      });
    },
    async listCarts(memberId) {
      return (carts.all({ $id: memberId }) as unknown as { cart: string }[]).map(({ cart }) => parse(cart));
    },
  };
}

function parse(cart: string): Cart {
  return JSON.parse(cart) as Cart;
}
