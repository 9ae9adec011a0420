/**
 * `npm run soak -- --minutes 60 [--counters 3]`: a real daemon with faces serves recorded customers for as long as is
 * said, with sign-ins by PIN and by face, reconnects, checkouts, repeated checkouts and customers who leave.
 *
 * Ends with status 1 when memory, handles or files grow beyond `BOUNDS`, a visit did not go as scripted (basket, sign-in, answers
 * within ten seconds), or sales, stock and receipts disagree.
 */
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PHONE, PIN, ROOT, startDaemon } from '../support/daemon.js';
import { setup } from '../support/face-models.js';
import { temporaryFolder } from '../support/folder.js';
import { seededRandom } from './faces/random.js';
import { checkBooks, openBooks } from './soak/books.js';
import { type Counter, keepOpen, newTally, readClip } from './soak/visits.js';
import { BOUNDS, faultsOf, watchGrowth } from './soak/watch.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    counters: { type: 'string', default: '3' },
  },
});
const minutes = Number(values.minutes);
const progress = (text: string) => process.stderr.write(`${text}\n`);

/** The first one has a camera that sees the customer's face. */
function countersOf(count: number): readonly Counter[] {
  const clips = ['one-item', 'two-different', 'two-equal', 'held-hidden-again', 'shopping'].map(readClip);
  const face = readClip('face-sign-in');
  return Array.from({ length: count }, (_, index) => ({
    session: `soak-${index}`,
    ...(index === 0
      ? { phone: PHONE, pin: PIN }
      : { phone: `09120001${String(index).padStart(2, '0')}`, pin: '2468' }),
    byFace: index === 0,
    clips: index === 0 ? [face] : clips,
  }));
}

async function soak() {
  const cleaners: (() => Promise<void> | void)[] = [];
  const atEnd = (clean: () => Promise<void> | void) => cleaners.unshift(clean);
  try {
    const data = join(temporaryFolder(atEnd), 'data');
    const counters = countersOf(Number(values.counters));
    await openBooks(data, counters);
    const model = join(ROOT, 'models/yolo1125-products.onnx');
    const daemon = await startDaemon({ data, model, faces: true, args: ['--log-level', 'info'] }, atEnd);
    const load = loadavg();
    const growth = watchGrowth(daemon.url);
    const tally = newTally();
    const until = performance.now() + minutes * 60_000;
    const timer = setInterval(
      () => progress(`${tally.visits} visits, ${tally.receipts.length} sales, ${tally.faults.length} faults`),
      60_000,
    );
    await Promise.all(
      counters.map((counter, index) =>
        keepOpen(daemon.url, counter, tally, seededRandom(1125 + index), until),
      ),
    );
    clearInterval(timer);
    const grown = await growth();
    const code = await daemon.stop();
    const books = await checkBooks(data, tally.receipts);
    const ended = code === 0 ? [] : [`the daemon ended with ${code}`];
    const { receipts, faults: visits, ...counts } = tally;
    const faults = [...ended, ...faultsOf(grown), ...visits, ...books];
    return {
      machine: `${availableParallelism()} × ${cpus()[0]?.model}, Node ${process.versions.node}`,
      load_average: { before: load.map(round), after: loadavg().map(round) },
      counters: counters.length,
      ...grown,
      ...counts,
      sales: receipts.length,
      takings_twd: receipts.reduce((sum, { total }) => sum + total, 0),
      visit_errors: visits.length,
      book_errors: books.length,
      bounds: BOUNDS,
      faults,
    };
  } finally {
    for (const clean of cleaners) await clean();
  }
}

const round = (value: number) => Number(value.toFixed(2));

await setup();
const report = await soak();
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
if (report.faults.length > 0) process.exitCode = 1;
