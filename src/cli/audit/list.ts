import { stringify } from 'csv-stringify/sync';
import type { AuditEntry, Store } from '../../shop/index.js';
import { print } from '../fail.js';
import { localTime } from '../members/find.js';
import { type StoreFlags, withStore } from '../store.js';

const PAGE = 500;
const COLUMNS = ['number', 'at', 'actor', 'kind', 'facts', 'previous', 'hash'] as const;

interface ListFlags extends StoreFlags {
  readonly since?: string;
  readonly kind?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
}

export async function listAudit({ since = '', kind, json, csv, ...flags }: ListFlags): Promise<void> {
  const write = json ? asJson : csv ? asCsv : asText;
  if (csv) process.stdout.write(`\ufeff${stringify([[...COLUMNS]])}`);
  await withStore(flags, async (store) => {
    for await (const entry of entriesOf(store))
      if (entry.at >= since && (kind === undefined || entry.kind === kind)) write(entry);
  });
}

async function* entriesOf(store: Store): AsyncGenerator<AuditEntry> {
  for (let after = 0; ; ) {
    const page = await store.readAudit(after, PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.number;
  }
}

function asJson({ facts, ...entry }: AuditEntry): void {
  print(JSON.stringify({ ...entry, facts: JSON.parse(facts) }));
}

function asCsv(entry: AuditEntry): void {
  process.stdout.write(stringify([COLUMNS.map((column) => entry[column])], { escape_formulas: true }));
}

function asText({ number, at, actor, kind, facts }: AuditEntry): void {
  print(`${String(number).padStart(6)}  ${localTime(at)}  ${actor.padEnd(14)}  ${kind.padEnd(16)}  ${facts}`);
}
