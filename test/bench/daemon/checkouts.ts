/** Checkouts a second through HTTP, on both stores. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DEMO_CATALOGUE, enrol, type Visit } from '../../../src/shop/index.js';
import { openStore, type StorePlace } from '../../../src/store/index.js';
import { type AtEnd, temporaryFolder } from '../../support/folder.js';
import { startMongo } from '../../support/mongo.js';
import { type Cell, fixed, quantile } from '../faces/report.js';
import { type Section, startQuiet } from './section.js';

const SECONDS = 6;
/** Counters that pay at the same time. */
const LANES = [1, 8] as const;
/** As many as may be sold in that time; when they run out, a measurement ends sooner. */
const VISITS = 4_000;
/** The server of the tests does one command at a time. */
const MONGO_VISITS = 120;

/** A shop with as many signed-in visits as are going to be paid. */
async function prepare(place: StorePlace, visits: number): Promise<readonly string[]> {
  const store = await openStore(place);
  for (const product of DEMO_CATALOGUE) await store.putProduct({ ...product, stock: 1_000_000 }, 'set');
  const { member } = await enrol(store, { name: '會員', phone: '0912000111', pin: '2468' }, new Date());
  const cart = DEMO_CATALOGUE.slice(0, 3).map(({ id, name, price }, index) => ({
    productId: id,
    name,
    quantity: index + 1,
    unitPrice: price,
  }));
  const sessions = Array.from({ length: visits }, (_, index) => `pay-${index}`);
  for (const sessionId of sessions) {
    const visit: Visit = {
      sessionId,
      cartId: randomUUID(),
      memberId: member.id,
      cart,
      updatedAt: new Date().toISOString(),
    };
    await store.saveVisit(visit);
  }
  await store.close();
  return sessions;
}

async function pay(url: string, session: string): Promise<number> {
  const start = performance.now();
  const response = await fetch(`${url}/api/checkout`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
    body: JSON.stringify({ session_id: session }),
  });
  const reply = await response.text();
  if (response.status !== 200) throw new Error(`a checkout was refused: ${reply}`);
  return performance.now() - start;
}

async function measure(url: string, sessions: string[], lanes: number) {
  const times: number[] = [];
  const start = performance.now();
  const end = start + SECONDS * 1000;
  const lane = async () => {
    while (performance.now() < end) {
      const session = sessions.pop();
      if (session === undefined) return;
      times.push(await pay(url, session));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { rate: (times.length * 1000) / (performance.now() - start), times };
}

async function rowsOf(
  name: string,
  mongoUri: string | null,
  visits: number,
  atEnd: AtEnd,
): Promise<Cell[][]> {
  const data = join(temporaryFolder(atEnd), 'data');
  const sessions = [...(await prepare({ dataDir: data, mongoUri }, visits))];
  const daemon = await startQuiet({ data, args: mongoUri === null ? [] : ['--store', mongoUri] }, atEnd);
  const rows: Cell[][] = [];
  for (const lanes of LANES) {
    // Each measurement has its share of the visits.
    const { rate, times } = await measure(daemon.url, sessions.splice(0, visits / LANES.length), lanes);
    rows.push([name, lanes, fixed(rate, 0), fixed(quantile(times, 0.5)), fixed(quantile(times, 0.99))]);
  }
  await daemon.stop();
  return rows;
}

export const checkouts: Section = async (atEnd) => {
  const rows = await rowsOf('embedded', null, VISITS, atEnd);
  const server = await startMongo();
  if (server) {
    atEnd(() => server.stop());
    rows.push(...(await rowsOf(`MongoDB (${server.kind})`, server.newDatabase(), MONGO_VISITS, atEnd)));
  } else rows.push(['MongoDB', 'skipped: no server to be had', '–', '–', '–']);
  return {
    tables: [
      {
        title: `Checkouts of three products through HTTP, ${SECONDS} s each`,
        head: ['store', 'counters at once', 'checkouts/s', 'ms p50', 'p99'],
        rows,
      },
    ],
    goals: [],
  };
};
