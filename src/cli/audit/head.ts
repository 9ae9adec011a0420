import { CliError, print } from '../fail.js';
import { type StoreFlags, withStore } from '../store.js';

export async function showHead(flags: StoreFlags): Promise<void> {
  const [last] = await withStore(flags, (store) => store.searchAudit(null, null, 1));
  if (last === undefined) throw new CliError('the audit log has no entry yet');
  print(`${last.number}:${last.hash}`);
}
