/** The sections of `npm run faults`. */
import { join } from 'node:path';
import { checkAudit } from '../../src/shop/index.js';
import { openStore, type StorePlace } from '../../src/store/index.js';
import { get } from '../support/client.js';
import { type RunningDaemon, startDaemon, until } from '../support/daemon.js';
import { type AtEnd, temporaryFolder } from '../support/folder.js';
import { startMongo } from '../support/mongo.js';
import { signInAsOwner } from '../support/owner.js';
import { type Held, holdIdle, holdSlowly, holdUnread, type Slowness } from './clients.js';
import { fuzzBodies } from './fuzz/bodies.js';
import { fuzzModels } from './fuzz/models.js';
import { fuzzSocket } from './fuzz/sockets.js';
import { type KillCount, killInCheckouts } from './kills.js';
import { residentMb } from './memory.js';

export interface Settings {
  readonly rounds: number;
  readonly messages: number;
  readonly sockets: number;
  readonly seed: number;
  readonly stores: readonly ('embedded' | 'mongodb')[];
}

type Row = Readonly<Record<string, unknown>>;
type Section = (settings: Settings, atEnd: AtEnd) => Promise<readonly Row[]>;

const COUNTERS = 8;
/** From so many rounds on, kills that all fell before the first answer or all after the last one are no accident. */
const ENOUGH_ROUNDS = 20;

/** Of the daemon, over thousands of damaged messages. Its heap swings by some 10 MB whatever comes. */
const MAX_GROWTH_MB = 40;

/** Kills outside the checkouts prove nothing. */
function requireHits({ rounds, acknowledged, checkouts }: KillCount): void {
  if (rounds >= ENOUGH_ROUNDS && (acknowledged === 0 || acknowledged === checkouts))
    throw new Error(`no kill fell into the checkouts: ${acknowledged} of ${checkouts} were answered before`);
}

/** kill -9 of the daemon while several counters pay. */
const kills: Section = async ({ rounds, stores }, atEnd) => {
  const rows: Row[] = [];
  for (const kind of stores) {
    const server = kind === 'mongodb' ? await startMongo() : null;
    atEnd(() => server?.stop());
    if (kind === 'mongodb' && server === null) throw new Error('no MongoDB server to be had');
    const place: StorePlace = {
      dataDir: join(temporaryFolder(atEnd), 'data'),
      mongoUri: server?.newDatabase() ?? null,
    };
    const count = await killInCheckouts({ place, server: null, rounds, counters: COUNTERS, atEnd });
    requireHits(count);
    rows.push({ store: server?.kind ?? 'embedded', killed: 'daemon', ...count, lost: 0, twice: 0 });
  }
  return rows;
};

/** The same with the database's server. */
const database: Section = async ({ rounds }, atEnd) => {
  const server = await startMongo();
  atEnd(() => server?.stop());
  if (!server?.own) throw new Error('no MongoDB server that may be killed');
  const place = { dataDir: join(temporaryFolder(atEnd), 'data'), mongoUri: server.newDatabase(false) };
  const count = await killInCheckouts({ place, server, rounds, counters: COUNTERS, atEnd });
  requireHits(count);
  return [{ store: server.kind, killed: 'database', ...count, lost: 0, twice: 0 }];
};

/** Damaged messages, bodies and model files. The first tenth warms the daemon up; memory is compared after it. */
const fuzz: Section = async ({ messages, seed }, atEnd) => {
  const daemon = await startDaemon({}, atEnd);
  const { cookie } = await signInAsOwner(daemon.url);
  const [warm, bodies] = [Math.ceil(messages / 10), Math.ceil(messages / 5)];
  await fuzzSocket(daemon.url, 'fuzz-warm', seed + 1, warm);
  await fuzzBodies(daemon.url, cookie, seed + 1, Math.ceil(bodies / 10));
  const before = residentMb(daemon.process.pid);
  const count = await fuzzSocket(daemon.url, 'fuzz', seed, messages);
  const statuses = await fuzzBodies(daemon.url, cookie, seed, bodies);
  const after = residentMb(daemon.process.pid);
  if (after - before > MAX_GROWTH_MB) throw new Error(`the daemon grew from ${before} to ${after} MB`);
  await requireWell(daemon);
  const models = await fuzzModels(temporaryFolder(atEnd), seed, Math.ceil(messages / 20));
  return [
    { seed, ...count, rss_before_mb: before, rss_after_mb: after },
    { http_bodies: bodies, statuses: JSON.stringify(Object.fromEntries([...statuses].sort())) },
    { model_files: Math.ceil(messages / 20), ...models },
  ];
};

/** Slow, silent and never-reading clients, and many idle ones; the daemon answers everybody else meanwhile. */
const clients: Section = async ({ sockets }, atEnd) => {
  const daemon = await startDaemon({}, atEnd);
  const rows: Row[] = [];
  const slow = Math.ceil(sockets / 10);
  for (const how of ['silent', 'request', 'body', 'handshake'] as const satisfies readonly Slowness[])
    rows.push(await outlast(daemon, `slow ${how}`, await holdSlowly(daemon.url, how, slow)));
  const unread = await holdUnread(daemon.url, 20, JSON.stringify({ type: 'nothing' }));
  rows.push(await outlast(daemon, 'never reads', unread));
  const before = residentMb(daemon.process.pid);
  const idle = await holdIdle(daemon.url, sockets, 'idle');
  await requireWell(daemon);
  const after = residentMb(daemon.process.pid);
  if (idle.open() < sockets)
    throw new Error(`${sockets - idle.open()} of ${sockets} idle sockets were closed`);
  rows.push({
    clients: 'idle sockets',
    held: sockets,
    open: idle.open(),
    rss_before_mb: before,
    rss_after_mb: after,
  });
  idle.end();
  return rows;
};

async function outlast(daemon: RunningDaemon, name: string, held: Held): Promise<Row> {
  await requireWell(daemon);
  const began = performance.now();
  await until(() => held.open() === 0, 180_000);
  const seconds = Math.round((performance.now() - began) / 1000);
  held.end();
  await requireWell(daemon);
  return { clients: name, held: held.count, closed_within_s: seconds };
}

async function requireWell({ url, data, log }: RunningDaemon): Promise<void> {
  if ((await get(`${url}/readyz`)).status !== 200) throw new Error('the daemon is not ready any more');
  const faults = log().match(/"code":"internal".*|"msg":"(fault inside|message failed)".*/);
  if (faults) throw new Error(`a fault of the daemon's own: ${faults[0].slice(0, 300)}`);
  const store = await openStore({ dataDir: data, mongoUri: null });
  const { faults: wrong } = await checkAudit(store);
  await store.close();
  if (wrong.length > 0) throw new Error(wrong.join('; '));
}

export const SECTIONS: Readonly<Record<string, Section>> = { kills, database, fuzz, clients };
