import { maskPhone, membersWithFace, soldOf, takingsOf } from '../../shop/index.js';
import { print } from '../fail.js';
import { type StoreFlags, withStore } from '../store.js';
import { localTime } from './find.js';

interface ListFlags extends StoreFlags {
  readonly full?: boolean;
  readonly json?: boolean;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly face: boolean;
  readonly created_at: string;
  readonly last_visit_at: string | null;
  readonly purchases: number;
  /** Whole NT$. */
  readonly spent: number;
}

export async function listMembers({ full, json, ...flags }: ListFlags): Promise<void> {
  const rows = await readRows(flags, full ?? false);
  if (json) return print(JSON.stringify(rows, null, 2));
  for (const row of rows) print(describe(row));
  print(`${rows.length} member(s), ${rows.filter(({ face }) => face).length} with a face`);
}

function readRows(flags: StoreFlags, full: boolean): Promise<readonly Row[]> {
  return withStore(flags, async (store) => {
    const faces = await membersWithFace(store);
    const rows: Row[] = [];
    for (const { id, name, phone, createdAt, lastVisitAt } of await store.listMembers()) {
      const orders = await store.listOrders(id);
      rows.push({
        id,
        name,
        phone: full ? phone : maskPhone(phone),
        face: faces.has(id),
        created_at: createdAt,
        last_visit_at: lastVisitAt,
        purchases: soldOf(orders).length,
        spent: takingsOf(orders),
      });
    }
    return rows;
  });
}

function describe({ id, name, phone, face, last_visit_at, purchases, spent }: Row): string {
  const visit = last_visit_at === null ? 'never here' : localTime(last_visit_at);
  return `${id}  ${phone}  ${face ? 'face' : '–   '}  ${visit}  ${purchases} purchase(s)  NT$${spent}  ${name}`;
}
