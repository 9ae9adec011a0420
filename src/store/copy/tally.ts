/** What a shop holds, counted, summed and digested, to tell whether two are the same. */
import { createHash } from 'node:crypto';
import { quantityOf } from '../../shop/index.js';
import { type CopySource, type ShopRows, TABLES, type Table } from './rows.js';

export interface Tally {
  readonly rows: Readonly<Record<Table, number>>;
  /** Items on the shelves, of products whose stock is counted. */
  readonly stock: number;
  /** Whole NT$ and physical items of all orders, voided ones too. */
  readonly takings: number;
  readonly items: number;
  /** SHA-256 of all rows. */
  readonly digest: string;
}

export async function tallyOf(source: Pick<CopySource, 'read'>): Promise<Tally> {
  const hash = createHash('sha256');
  const rows = Object.fromEntries(TABLES.map((table) => [table, 0])) as Record<Table, number>;
  let [stock, takings, items] = [0, 0, 0];
  for (const table of TABLES) {
    for await (const row of source.read(table)) {
      rows[table] += 1;
      hash.update(`${table} ${canonical(row)}\n`);
      if (table === 'products') stock += (row as ShopRows['products']).stock ?? 0;
      if (table === 'orders') {
        const order = row as ShopRows['orders'];
        takings += order.total;
        items += quantityOf(order.lines);
      }
    }
  }
  return { rows, stock, takings, items, digest: hash.digest('hex') };
}

/** One text for one content: keys in order, bytes as their digest. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Uint8Array) return createHash('sha256').update(part).digest('hex');
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
