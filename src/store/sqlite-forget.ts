import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { erasureAct, FORGOTTEN_MEMBER, type Store } from '../shop/index.js';
import type { Enter } from './sqlite-audit.js';
import { facesChanged } from './sqlite-faces.js';
import { inTransaction } from './sqlite-transaction.js';
import { emptyLog } from './sqlite-wal.js';

/** How long an erasure waits for readers of other processes, and how often it looks. */
const WAIT_MS = 5_000;
const LOOK_EVERY_MS = 50;

/** What must be in no file afterwards: names, phone numbers, keys. Small tables, also with thousands of members. */
const WRITTEN_ANEW = ['members', 'pin_attempts', 'face_keys'] as const;

/**
 * The erasing part of the embedded store.
 *
 * `secure_delete` overwrites what is deleted, but not the copies that stay in the free part of a page when SQLite moves
 * rows between pages; one person in three hundred stayed readable. So the tables with names, phone numbers and keys are
 * written anew from zeroed pages, which spares a VACUUM of all faces and sales. Copies of sealed faces are noise without
 * their key. The write-ahead log, which holds older states of the pages, is emptied afterwards.
 * @param onFault told when readers kept the log from being emptied
 */
export function sqliteForget(
  db: DatabaseSyncInstance,
  enter: Enter,
  onFault: (error: unknown) => void,
): Pick<Store, 'removeFace' | 'forgetMember'> {
  const phoneOf = db.prepare('SELECT phone FROM members WHERE id = ?');
  const dropFace = db.prepare('DELETE FROM faces WHERE member_id = ?');
  const dropKey = db.prepare('DELETE FROM face_keys WHERE member_id = ?');
  const dropMember = db.prepare('DELETE FROM members WHERE id = ?');
  const dropVisits = db.prepare('DELETE FROM visits WHERE member_id = ?');
  const dropHeld = db.prepare('DELETE FROM held_carts WHERE member_id = ?');
  const dropFailures = db.prepare('DELETE FROM pin_attempts WHERE phone = ?');
  const unname = db.prepare('UPDATE orders SET member_id = ? WHERE member_id = ?');
  const noteChange = facesChanged(db);

  function writeAnew(): void {
    for (const table of WRITTEN_ANEW) {
      db.exec(`
        CREATE TEMP TABLE kept AS SELECT * FROM ${table};
        DELETE FROM ${table};
        INSERT INTO ${table} SELECT * FROM kept;
        DROP TABLE kept;`);
    }
  }

  async function emptyLogSoon(): Promise<void> {
    const end = performance.now() + WAIT_MS;
    while (db.isOpen && !emptyLog(db)) {
      if (performance.now() > end) {
        onFault(
          new Error('a reader or a full disk keeps erased data in the log until the next erasure or start'),
        );
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  return {
    async removeFace(memberId) {
      const found = inTransaction(db, () => {
        if (Number(dropFace.run(memberId).changes) === 0) return false;
        dropKey.run(memberId);
        writeAnew();
        noteChange();
        enter({ kind: 'face_erased', facts: { member: memberId } });
        return true;
      });
      if (found) await emptyLogSoon();
      return found;
    },
    async forgetMember(id) {
      const found = inTransaction(db, () => {
        const member = phoneOf.get(id) as { phone: string } | undefined;
        if (member === undefined) return false;
        for (const drop of [dropFace, dropKey, dropVisits, dropHeld, dropMember]) drop.run(id);
        dropFailures.run(member.phone);
        unname.run(FORGOTTEN_MEMBER, id);
        writeAnew();
        noteChange();
        enter(erasureAct(id));
        return true;
      });
      if (found) await emptyLogSoon();
      return found;
    },
  };
}
