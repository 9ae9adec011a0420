/**
 * `npm run bench:faces [-- SECTION…] [-- --json]`: how well faces are told apart, what liveness stops, what it costs.
 *
 * Sections: see `SECTIONS`; all without a name. Real people's photos and clips are looked for beside the project; a section
 * whose data is absent says so. The samples are small: read the numbers with their n.
 */
import { availableParallelism, cpus, loadavg } from 'node:os';
import { setup } from '../support/face-models.js';
import { cost } from './faces/cost.js';
import { counter } from './faces/counter.js';
import { liveness } from './faces/liveness.js';
import { openSet, rendered } from './faces/open-set.js';
import { jsonOf, type SectionResult, textOf } from './faces/report.js';
import { turnaround } from './faces/turnaround.js';
import { verification } from './faces/verification.js';

const SECTIONS: Readonly<Record<string, () => Promise<SectionResult>>> = {
  verification,
  'open-set': openSet,
  rendered,
  counter,
  liveness,
  cost,
  turnaround,
};

const args = process.argv.slice(2);
const asJson = args.includes('--json');
const names = args.filter((arg) => !arg.startsWith('--'));
const unknown = names.filter((name) => !(name in SECTIONS));
if (unknown.length > 0) {
  process.stderr.write(`no section ${unknown.join(', ')}; there are: ${Object.keys(SECTIONS).join(', ')}\n`);
  process.exit(2);
}

const load = () => loadavg().map((value) => Number(value.toFixed(2)));
const machine = `${availableParallelism()} × ${cpus()[0]?.model}, Node ${process.versions.node}`;
const print = (line: string) => asJson || process.stdout.write(`${line}\n`);

await setup();
print(machine);
const report: Record<string, unknown> = { machine };
for (const name of names.length > 0 ? names : Object.keys(SECTIONS)) {
  const before = load();
  const started = performance.now();
  const result = await (SECTIONS[name] as () => Promise<SectionResult>)();
  const seconds = Math.round((performance.now() - started) / 1000);
  if ('skipped' in result) print(`\n${name}: skipped, ${result.skipped}`);
  else {
    for (const table of result) print(textOf(table));
    print(`(${name}: ${seconds} s, load average before ${before.join(' ')}, after ${load().join(' ')})`);
  }
  report[name] = 'skipped' in result ? result : { load: [before, load()], tables: result.map(jsonOf) };
}
if (asJson) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
