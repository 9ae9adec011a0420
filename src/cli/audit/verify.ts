import { type AuditHead, checkAudit } from '../../shop/index.js';
import { CliError, print } from '../fail.js';
import { type StoreFlags, withStore } from '../store.js';

interface VerifyFlags extends StoreFlags {
  readonly head?: AuditHead;
  readonly json?: boolean;
}

export async function verifyAudit({ head, json, ...flags }: VerifyFlags): Promise<void> {
  const check = await withStore(flags, (store) => checkAudit(store, head ?? null));
  const { faults, entries, sales, voids } = check;
  if (json) print(JSON.stringify(check, null, 2));
  else {
    for (const fault of faults) print(fault);
    print(`${entries} entries, ${sales} sales, ${voids} voids`);
    if (check.head !== null) print(`head ${check.head.number}:${check.head.hash}`);
  }
  if (faults.length > 0) throw new CliError(`the audit log is not in order: ${faults[0]}`);
  if (!json) print('the audit log is in order');
}
