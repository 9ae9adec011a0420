/** Adding to the audit log in MongoDB, in one unbroken chain, whatever processes add at once. */
import { AUDIT_START, type AuditHead, chain, type NewEntry } from '../../shop/index.js';
import { type AuditDoc, type Collections, readWhole, whole } from './documents.js';
import { isDuplicate } from './duplicates.js';

export interface Journal {
  /** Adds those entries whose event is not in the log yet. */
  append(entries: readonly NewEntry[]): Promise<void>;
}

interface Waiting {
  readonly entries: readonly NewEntry[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Entries that come while others are being written go in together afterwards. The number is the document's key: of two
 * processes that add the same number one is refused, reads where the log is now, and follows on.
 */
export function createJournal({ audit }: Pick<Collections, 'audit'>): Journal {
  let waiting: Waiting[] = [];
  let isWriting = false;
  /** The newest entry that is known of; null: to be looked up. */
  let head: AuditHead | null = null;

  async function add(entries: readonly NewEntry[]): Promise<void> {
    let missing = onePerEvent(entries);
    while (missing.length > 0) {
      const docs = chainDocs(head ?? (await lastOf()), missing);
      try {
        await audit.insertMany(docs, { ordered: true });
        const last = docs.at(-1) as AuditDoc;
        head = { number: last._id, hash: last.hash };
        return;
      } catch (error) {
        head = null;
        if (!isDuplicate(error)) throw error;
        const events = missing.map(({ event }) => event);
        const there = await audit.find({ event: { $in: events } }, { projection: { event: 1 } }).toArray();
        const known = new Set(there.map(({ event }) => event));
        missing = missing.filter(({ event }) => !known.has(event));
      }
    }
  }

  async function lastOf(): Promise<AuditHead> {
    const last = await audit.find().sort({ _id: -1 }).limit(1).next();
    return last === null ? AUDIT_START : { number: readWhole(last._id), hash: last.hash };
  }

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await add(batch.flatMap(({ entries }) => entries));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isWriting = false;
  }

  return {
    append: (entries) =>
      new Promise((resolve, reject) => {
        waiting.push({ entries, resolve, reject });
        if (!isWriting) void writeAll();
      }),
  };
}

function onePerEvent(entries: readonly NewEntry[]): readonly NewEntry[] {
  return [...new Map(entries.map((entry) => [entry.event, entry])).values()];
}

function chainDocs(head: AuditHead, entries: readonly NewEntry[]): readonly AuditDoc[] {
  const docs: AuditDoc[] = [];
  let last = head;
  for (const entry of entries) {
    const next = chain(last, entry);
    const { number, ...fields } = next;
    docs.push({ _id: whole(number), ...fields });
    last = next;
  }
  return docs;
}
