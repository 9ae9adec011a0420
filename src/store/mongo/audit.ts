import { type Actor, type AuditEntry, newEntry, type Store } from '../../shop/index.js';
import type { MongoContext } from './context.js';
import { type AuditDoc, readWhole } from './documents.js';

/** The audit log of the MongoDB store, to be read and added to. */
export function mongoAudit(
  { audit, journal }: MongoContext,
  actor: Actor,
): Pick<Store, 'audit' | 'readAudit' | 'searchAudit'> {
  return {
    audit: (act) => journal.append([newEntry(act, actor)]),
    async readAudit(after, limit) {
      const docs = await audit
        .find({ _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return docs.map(toEntry);
    },
    async searchAudit(kind, before, limit) {
      const filter = {
        ...(kind === null ? {} : { kind }),
        ...(before === null ? {} : { _id: { $lt: before } }),
      };
      return (await audit.find(filter).sort({ _id: -1 }).limit(limit).toArray()).map(toEntry);
    },
  };
}

export function toEntry({ _id, event, at, actor, kind, facts, previous, hash }: AuditDoc): AuditEntry {
  return { number: readWhole(_id), event, at, actor, kind, facts, previous, hash };
}
