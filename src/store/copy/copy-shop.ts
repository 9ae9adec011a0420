import { type CopySource, type CopyTarget, type ShopRows, TABLES, type Table } from './rows.js';
import { type Tally, tallyOf } from './tally.js';

const BATCH = 500;

/** The shop was in use, so that the copy is of no one moment. */
export class ShopInUse extends Error {
  override readonly name = 'ShopInUse';

  constructor() {
    super('the shop was in use while it was copied; nothing was copied');
  }
}

/**
 * Copies a whole shop into an empty store: all of it or nothing. The copy is read back and must hold what the source held
 * before and still holds afterwards, row for row.
 * @throws ShopInUse; Error when the target is not empty or what was read back differs
 */
export async function copyShop(from: CopySource, to: CopyTarget): Promise<Tally> {
  await to.begin();
  try {
    if (await from.isBusy()) throw new ShopInUse();
    const before = await tallyOf(from);
    for (const table of TABLES) await copyTable(from, to, table);
    const written = await tallyOf(to);
    const after = await tallyOf(from);
    if (before.digest !== after.digest || (await from.isBusy())) throw new ShopInUse();
    if (before.digest !== written.digest)
      throw new Error('what was read back from the copy is not what was copied; nothing was kept');
    await to.finish();
    return written;
  } catch (error) {
    await to.abandon();
    throw error;
  }
}

async function copyTable<T extends Table>(from: CopySource, to: CopyTarget, table: T): Promise<void> {
  let batch: ShopRows[T][] = [];
  for await (const row of from.read(table)) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    await to.write(table, batch);
    batch = [];
  }
  if (batch.length > 0) await to.write(table, batch);
}
