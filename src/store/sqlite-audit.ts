import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import {
  type Act,
  type Actor,
  AUDIT_START,
  type AuditEntry,
  type AuditHead,
  chain,
  newEntry,
  type Store,
} from '../shop/index.js';
import { inTransaction } from './sqlite-transaction.js';

/** Enters an act in the audit log; call it inside the transaction of the act. @param by another than the store's actor */
export type Enter = (act: Act, by?: Actor) => void;

export function enterActs(db: DatabaseSyncInstance, actor: Actor): Enter {
  const last = db.prepare('SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1');
  const add = db.prepare(`
    INSERT INTO audit (number, event, at, actor, kind, facts, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  return (act, by = actor) => {
    const head = (last.get() as AuditHead | undefined) ?? AUDIT_START;
    const entry = chain(head, newEntry(act, by));
    const { number, event, at, kind, facts, previous, hash } = entry;
    add.run(number, event, at, entry.actor, kind, facts, previous, hash);
  };
}

/** The audit log of the embedded store, to be read and added to. */
export function sqliteAudit(
  db: DatabaseSyncInstance,
  enter: Enter,
): Pick<Store, 'audit' | 'readAudit' | 'searchAudit'> {
  const columns = 'number, event, at, actor, kind, facts, previous, hash';
  const read = db.prepare(`SELECT ${columns} FROM audit WHERE number > ? ORDER BY number LIMIT ?`);
  const search = db.prepare(`
    SELECT ${columns} FROM audit WHERE ($before IS NULL OR number < $before) AND ($kind IS NULL OR kind = $kind)
    ORDER BY number DESC LIMIT $limit`);
  return {
    async audit(act) {
      inTransaction(db, () => enter(act));
    },
    async readAudit(after, limit) {
      return read.all(after, limit) as unknown as AuditEntry[];
    },
    async searchAudit(kind, before, limit) {
      return search.all({ $kind: kind, $before: before, $limit: limit }) as unknown as AuditEntry[];
    },
  };
}
