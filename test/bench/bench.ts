/**
 * `npm run bench [-- SECTION…] [-- --json FILE]`: what the whole system reaches, every figure in one run on one machine.
 * Ratios are what can be compared between machines. docs/benchmarks.md explains the sections.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { setup } from '../support/face-models.js';
import { checkouts } from './daemon/checkouts.js';
import { density } from './daemon/density.js';
import { engine } from './daemon/engine.js';
import { frames } from './daemon/frames.js';
import { match } from './daemon/match.js';
import { saturation } from './daemon/saturation.js';
import type { Goal, Section, SectionReport } from './daemon/section.js';
import { jsonOf, textOf } from './faces/report.js';

const SECTIONS: Readonly<Record<string, Section>> = { frames, engine, density, saturation, match, checkouts };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' } },
});
const unknown = positionals.filter((name) => !(name in SECTIONS));
if (unknown.length > 0) {
  process.stderr.write(`no section ${unknown.join(', ')}; there are: ${Object.keys(SECTIONS).join(', ')}\n`);
  process.exit(2);
}

const print = (line: string) => process.stdout.write(`${line}\n`);
const load = () => loadavg().map((value) => Number(value.toFixed(2)));

async function run(section: Section): Promise<SectionReport> {
  const cleaners: (() => Promise<void> | void)[] = [];
  try {
    return await section((clean) => cleaners.unshift(clean));
  } finally {
    for (const clean of cleaners) await clean();
  }
}

function goalLine({ name, value, goal, met }: Goal): string {
  return `${met ? 'met   ' : 'MISSED'}  ${name}: ${value} (goal ${goal})`;
}

await setup();
const machine = `${availableParallelism()} × ${cpus()[0]?.model}, Node ${process.versions.node}`;
print(machine);
const sections: Record<string, unknown> = {};
for (const name of positionals.length > 0 ? positionals : Object.keys(SECTIONS)) {
  const before = load();
  const started = performance.now();
  const report = await run(SECTIONS[name] as Section);
  const seconds = Math.round((performance.now() - started) / 1000);
  if ('skipped' in report) {
    print(`\n${name}: SKIPPED, ${report.skipped}`);
    sections[name] = report;
    continue;
  }
  for (const table of report.tables) print(textOf(table));
  for (const goal of report.goals) print(goalLine(goal));
  print(`(${name}: ${seconds} s, load average before ${before.join(' ')}, after ${load().join(' ')})`);
  sections[name] = {
    seconds,
    load: [before, load()],
    tables: report.tables.map(jsonOf),
    goals: report.goals,
  };
}
if (values.json !== undefined)
  writeFileSync(values.json, `${JSON.stringify({ machine, sections }, null, 2)}\n`);
