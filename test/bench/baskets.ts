/**
 * `npm run bench:baskets -- FOLDER [--cart scan|tray] [--model FILE] [--json]`: how often a customer's basket is exactly right.
 *
 * Plays every clip of the folder through the real daemon, one after the other and as fast as it answers: the tracker lives by
 * the recordings' own time. The clips are composed by `training/baskets`; `samples` works too.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BasketClip, findClips } from './baskets/clips.js';
import { type Outcome, playClip } from './baskets/play.js';
import { jsonOf, percent, type Table, textOf } from './faces/report.js';
import { serve } from './faces/served.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { cart: { type: 'string' }, model: { type: 'string' }, json: { type: 'boolean', default: false } },
});
const [folder] = positionals;
if (folder === undefined || !['scan', 'tray', undefined].includes(values.cart)) {
  process.stderr.write('usage: npm run bench:baskets -- FOLDER [--cart scan|tray] [--model FILE] [--json]\n');
  process.exit(2);
}
const print = (line: string) => values.json || process.stdout.write(`${line}\n`);

async function playAll(cart: BasketClip['cart'], clips: readonly BasketClip[]): Promise<readonly Outcome[]> {
  const data = await mkdtemp(join(tmpdir(), 'baskets-'));
  const model = values.model === undefined ? [] : ['--model', values.model];
  const daemon = await serve(data, ['--demo', '--faces', 'off', '--cart', cart, ...model]);
  try {
    const outcomes: Outcome[] = [];
    for (const clip of clips) {
      const outcome = await playClip(daemon, clip);
      outcomes.push(outcome);
      if (!isExact(outcome)) print(`  ${clip.name}: ${say(clip.basket)} | found ${say(outcome.found)}`);
    }
    return outcomes;
  } finally {
    await daemon.stop();
    await rm(data, { recursive: true, force: true });
  }
}

const isExact = ({ missed, double, wrong }: Outcome) => missed + double + wrong === 0;
const say = (basket: ReadonlyMap<string, number>) =>
  [...basket].map(([name, quantity]) => `${name} ${quantity}`).join(', ') || 'nothing';
const sum = (list: readonly Outcome[], field: 'items' | 'missed' | 'double' | 'wrong' | 'dropped') =>
  list.reduce((total, outcome) => total + outcome[field], 0);

function tableOf(cart: BasketClip['cart'], outcomes: readonly Outcome[]): Table {
  const kinds = [...new Set(outcomes.map(({ clip }) => clip.kind))].sort();
  const row = (name: string, list: readonly Outcome[]) => {
    const items = sum(list, 'items');
    const exact = list.filter(isExact).length;
    const counts = (['missed', 'double', 'wrong'] as const).map((field) => sum(list, field));
    const dropped = cart === 'tray' ? [sum(list, 'dropped')] : [];
    return [name, list.length, exact, percent(exact, list.length), items, ...counts, ...dropped];
  };
  return {
    title: `${cart} mode: items missed, counted double, wrong${cart === 'tray' ? ', out of the cart for a while' : ''}`,
    head: ['script', 'clips', 'exact', 'share', 'items', 'missed', 'double', 'wrong'].concat(
      cart === 'tray' ? ['dropped'] : [],
    ),
    rows: [
      ...kinds.map((kind) =>
        row(
          kind,
          outcomes.filter(({ clip }) => clip.kind === kind),
        ),
      ),
      row('all', outcomes),
    ],
  };
}

const machine = `${availableParallelism()} × ${cpus()[0]?.model}, Node ${process.versions.node}`;
const load = () => loadavg().map((value) => Number(value.toFixed(2)));
print(machine);
const before = load();
const clips = await findClips(folder);
const tables: Table[] = [];
for (const cart of ['scan', 'tray'] as const) {
  const own = clips.filter((clip) => clip.cart === cart && (values.cart ?? cart) === cart);
  if (own.length === 0) continue;
  const table = tableOf(cart, await playAll(cart, own));
  tables.push(table);
  print(textOf(table));
}
print(`(load average before ${before.join(' ')}, after ${load().join(' ')})`);
if (values.json) {
  const report = { machine, load: [before, load()], tables: tables.map(jsonOf) };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}
