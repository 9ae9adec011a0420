import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Cart, Store } from '../shop/index.js';
import { inTransaction } from './sqlite-transaction.js';

interface VisitRow {
  readonly sessionId: string;
  readonly cartId: string;
  readonly memberId: string;
  readonly cart: string;
  readonly updatedAt: string;
}

/** The visits part of the embedded store: carts that a restart must not lose. */
export function sqliteVisits(
  db: DatabaseSyncInstance,
): Pick<Store, 'saveVisit' | 'findVisit' | 'endVisit' | 'endVisitsBefore'> {
  const save = db.prepare(`
    INSERT INTO visits (session_id, cart_id, member_id, cart, updated_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (session_id) DO UPDATE SET cart_id = excluded.cart_id, member_id = excluded.member_id,
      cart = excluded.cart, updated_at = excluded.updated_at`);
  const find = db.prepare(`
    SELECT session_id AS "sessionId", cart_id AS "cartId", member_id AS "memberId", cart, updated_at AS "updatedAt"
    FROM visits WHERE session_id = ?`);
  const endOld = db.prepare('DELETE FROM visits WHERE updated_at < ?');
  const dropOld = db.prepare('DELETE FROM held_carts WHERE held_at < ?');
  const end = db.prepare('DELETE FROM visits WHERE session_id = ?');
  return {
    async saveVisit({ sessionId, cartId, memberId, cart, updatedAt }) {
      save.run(sessionId, cartId, memberId, JSON.stringify(cart), updatedAt);
    },
    async findVisit(sessionId) {
      const row = find.get(sessionId) as VisitRow | undefined;
      return row ? { ...row, cart: JSON.parse(row.cart) as Cart } : null;
    },
    async endVisit(sessionId) {
      end.run(sessionId);
    },
    async endVisitsBefore(at) {
      inTransaction(db, () => {
        endOld.run(at);
        dropOld.run(at);
      });
    },
  };
}
