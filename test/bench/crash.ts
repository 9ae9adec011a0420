/**
 * Kills a selling process, and then the database under one, many times: `npm run crash -- --rounds 200`. The counts are
 * printed; a fault ends it with status 1.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openStore, type StorePlace } from '../../src/store/index.js';
import { type CrashCount, countAfter, openShop, startSeller } from '../support/crash.js';
import { startMongo, type TestMongo } from '../support/mongo.js';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    store: { type: 'string', default: 'mongodb' },
    kill: { type: 'string', default: 'seller' },
  },
});
const rounds = Number(values.rounds);
const LANES = 6;
/** A kill falls so long after the seller began at the latest, ms. */
const LATEST_MS = 1_500;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'yolo1125-crash-'));
  const server = values.store === 'mongodb' ? await startMongo() : null;
  if (values.store === 'mongodb' && server === null) throw new Error('no MongoDB server to be had');
  const uri = server?.newDatabase(values.kill !== 'server') ?? null;
  try {
    await play({ dataDir: folder, mongoUri: uri }, server);
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function play(place: StorePlace, server: TestMongo | null): Promise<void> {
  const first = await openStore(place);
  await openShop(first);
  await first.close();
  const count: CrashCount = { begun: 0, acknowledged: 0, storedUnsaid: 0, voids: 0 };
  let faults = 0;
  for (let round = 0; round < rounds; round += 1) {
    const seller = await startSeller(place.mongoUri ?? place.dataDir, LANES, `r${round}`);
    await sleep(Math.random() * LATEST_MS);
    if (values.kill === 'server') {
      await server?.own?.kill();
      await server?.own?.startAgain();
      await sleep(Math.random() * LATEST_MS);
    }
    await seller.kill();
    const store = await openStore(place, { onFault: (fault) => console.error(fault) });
    for (const fault of await countAfter(store, seller, count)) {
      faults += 1;
      console.error(`round ${round}: ${fault}`);
    }
    await store.close();
  }
  const { kind } = server ?? { kind: 'embedded' };
  console.log(JSON.stringify({ store: kind, killed: values.kill, rounds, ...count, faults }));
  if (faults > 0) process.exitCode = 1;
}

await main();
