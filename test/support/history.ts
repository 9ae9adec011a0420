/** A shop that has been open for a month. */
import { join } from 'node:path';
import { DEMO_CATALOGUE, enrol, totalOf } from '../../src/shop/index.js';
import { openStore } from '../../src/store/index.js';
import { type AtEnd, temporaryFolder } from './folder.js';

const DAYS = 29;
const DAY_MS = 86_400_000;

/** A data folder with three members and their purchases of the days before today, the same at each call but for the dates. */
export async function shopOfAMonth(atEnd: AtEnd): Promise<string> {
  const dataDir = join(temporaryFolder(atEnd), 'data');
  const store = await openStore({ dataDir, mongoUri: null });
  const opened = new Date(Date.now() - DAYS * DAY_MS);
  for (const product of DEMO_CATALOGUE) await store.putProduct(product, 'set');
  const members: string[] = [];
  for (const [index, name] of ['會員一', '會員二', '會員三'].entries()) {
    const { member } = await enrol(store, { name, phone: `091100000${index}` }, opened);
    members.push(member.id);
  }
  for (let sale = 0; sale < DAYS * 2; sale += 1) {
    const createdAt = new Date(Date.now() - DAY_MS * (DAYS - Math.floor(sale / 2)));
    createdAt.setHours(8 + ((sale * 5) % 13), (sale * 17) % 60, 0, 0);
    const lines = [sale, sale + 3].map((at, index) => {
      const { id, name, price } = DEMO_CATALOGUE[(at * at) % DEMO_CATALOGUE.length]!;
      return { productId: id, name, unitPrice: price, quantity: 1 + ((sale + index) % 3) };
    });
    const { outcome } = await store.commitOrder({
      cartId: `cart-${sale}`,
      sessionId: 'counter-1',
      memberId: members[sale % members.length]!,
      lines,
      total: totalOf(lines),
      idempotency: null,
      createdAt: createdAt.toISOString(),
    });
    if (outcome !== 'stored') throw new Error(`not sold: ${outcome}`);
  }
  await store.close();
  return dataDir;
}
