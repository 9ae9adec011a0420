import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { changedFields, type Member, memberChangedAct, type Store } from '../shop/index.js';
import type { Enter } from './sqlite-audit.js';
import { facesChanged } from './sqlite-faces.js';
import { inTransaction } from './sqlite-transaction.js';

type MemberPart = Pick<
  Store,
  | 'findMemberByPhone'
  | 'findMember'
  | 'listMembers'
  | 'setMemberPin'
  | 'setLastVisit'
  | 'changeMember'
  | 'pinFailures'
  | 'addPinFailure'
  | 'clearPinFailures'
  | 'clearPinFailuresBefore'
>;

const COLUMNS = `id, name, phone, pin_hash AS "pinHash", created_at AS "createdAt", last_visit_at AS "lastVisitAt"`;

/** After every time. */
const NEVER = '~';

/** The members part of the embedded store. */
export function sqliteMembers(db: DatabaseSyncInstance, enter: Enter): MemberPart {
  const byPhone = db.prepare(`SELECT ${COLUMNS} FROM members WHERE phone = ?`);
  const byId = db.prepare(`SELECT ${COLUMNS} FROM members WHERE id = ?`);
  const list = db.prepare(`SELECT ${COLUMNS} FROM members ORDER BY created_at, id`);
  const setPin = db.prepare('UPDATE members SET pin_hash = ? WHERE id = ?');
  const setVisit = db.prepare('UPDATE members SET last_visit_at = ? WHERE id = ?');
  const change = db.prepare('UPDATE members SET name = ?, phone = ? WHERE id = ?');
  const failures = db.prepare('SELECT failures FROM pin_attempts WHERE phone = ?');
  const addFailure = db.prepare(`
    INSERT INTO pin_attempts (phone, failures, last_failure_at) VALUES (?, 1, ?)
    ON CONFLICT (phone) DO UPDATE SET failures = failures + 1, last_failure_at = excluded.last_failure_at`);
  const clearOldFailures = db.prepare(
    'DELETE FROM pin_attempts WHERE last_failure_at < ? OR last_failure_at > ?',
  );
  const clearFailures = db.prepare('DELETE FROM pin_attempts WHERE phone = ?');
  const noteChange = facesChanged(db);
  return {
    async findMemberByPhone(phone) {
      return (byPhone.get(phone) as Member | undefined) ?? null;
    },
    async findMember(id) {
      return (byId.get(id) as Member | undefined) ?? null;
    },
    async listMembers() {
      return list.all() as unknown as Member[];
    },
    async setMemberPin(id, pinHash) {
      inTransaction(db, () => {
        const before = byId.get(id) as Member | undefined;
        if (before === undefined || before.pinHash === pinHash) return;
        setPin.run(pinHash, id);
        enter(memberChangedAct(id, ['pin']));
      });
    },
    async setLastVisit(id, at) {
      setVisit.run(at, id);
    },
    async changeMember(id, { name, phone }) {
      return inTransaction(db, () => {
        const member = byId.get(id) as Member | undefined;
        if (member === undefined) return 'unknown';
        const wanted = phone ?? member.phone;
        const holder = byPhone.get(wanted) as Member | undefined;
        if (holder !== undefined && holder.id !== id) return 'phone_taken';
        const fields = changedFields(member, { name, phone });
        if (fields.length === 0) return 'changed';
        change.run(name ?? member.name, wanted, id);
        noteChange();
        enter(memberChangedAct(id, fields));
        return 'changed';
      });
    },
    async pinFailures(phone) {
      return (failures.get(phone) as { failures: number } | undefined)?.failures ?? 0;
    },
    async addPinFailure(phone, at) {
      addFailure.run(phone, at);
    },
    async clearPinFailures(phone) {
      clearFailures.run(phone);
    },
    async clearPinFailuresBefore(at, later = NEVER) {
      clearOldFailures.run(at, later);
    },
  };
}
