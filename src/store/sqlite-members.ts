import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Member, Store } from '../shop/index.js';

type MemberPart = Pick<
  Store,
  | 'findMemberByPhone'
  | 'findMember'
  | 'addMember'
  | 'setMemberPin'
  | 'setLastVisit'
  | 'pinAttempts'
  | 'addPinFailure'
  | 'clearPinFailures'
  | 'clearPinFailuresBefore'
>;

const COLUMNS = `id, name, phone, pin_hash AS "pinHash", created_at AS "createdAt", last_visit_at AS "lastVisitAt"`;

/** The members part of the embedded store. */
export function sqliteMembers(db: DatabaseSyncInstance): MemberPart {
  const byPhone = db.prepare(`SELECT ${COLUMNS} FROM members WHERE phone = ?`);
  const byId = db.prepare(`SELECT ${COLUMNS} FROM members WHERE id = ?`);
  const add = db.prepare(`
    INSERT INTO members (id, name, phone, pin_hash, created_at, last_visit_at)
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (phone) DO NOTHING`);
  const setPin = db.prepare('UPDATE members SET pin_hash = ? WHERE id = ?');
  const setVisit = db.prepare('UPDATE members SET last_visit_at = ? WHERE id = ?');
  const attempts = db.prepare('SELECT failures, last_failure_at FROM pin_attempts WHERE phone = ?');
  const addFailure = db.prepare(`
    INSERT INTO pin_attempts (phone, failures, last_failure_at) VALUES (?, 1, ?)
    ON CONFLICT (phone) DO UPDATE SET failures = failures + 1, last_failure_at = excluded.last_failure_at`);
  const clearOldFailures = db.prepare('DELETE FROM pin_attempts WHERE last_failure_at < ?');
  const clearFailures = db.prepare('DELETE FROM pin_attempts WHERE phone = ?');
  return {
    async findMemberByPhone(phone) {
      return (byPhone.get(phone) as Member | undefined) ?? null;
    },
    async findMember(id) {
      return (byId.get(id) as Member | undefined) ?? null;
    },
    async addMember(member) {
      const { id, name, phone, pinHash, createdAt, lastVisitAt } = member;
      return Number(add.run(id, name, phone, pinHash, createdAt, lastVisitAt).changes) === 1;
    },
    async setMemberPin(id, pinHash) {
      setPin.run(pinHash, id);
    },
    async setLastVisit(id, at) {
      setVisit.run(at, id);
    },
    async pinAttempts(phone) {
      const row = attempts.get(phone) as { failures: number; last_failure_at: string } | undefined;
      return { failures: row?.failures ?? 0, lastFailureAt: row?.last_failure_at ?? null };
    },
    async addPinFailure(phone, at) {
      addFailure.run(phone, at);
    },
    async clearPinFailures(phone) {
      clearFailures.run(phone);
    },
    async clearPinFailuresBefore(at) {
      clearOldFailures.run(at);
    },
  };
}
