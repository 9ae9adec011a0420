/**
 * `npm run bench:table -- FILE`: the report of `npm run bench -- --json FILE` as tables in Markdown. With `--write` they are
 * put between the marks of docs/benchmarks.md, and the sizing table between those of docs/operations.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../support/daemon.js';
import { SIZES } from './daemon/density.js';
import type { Goal } from './daemon/section.js';

type Cell = string | number;

interface Measured {
  readonly seconds: number;
  /** Load averages before and after. */
  readonly load: readonly (readonly number[])[];
  readonly tables: readonly { readonly title: string; readonly rows: readonly Record<string, Cell>[] }[];
  readonly goals: readonly Goal[];
}

interface Report {
  readonly machine: string;
  readonly sections: Readonly<Record<string, Measured | { readonly skipped: string }>>;
}

/** Cores of computers that a shop may have. The first is the smallest there should be. */
const CORES = [2, 4, 8] as const;
/** Of what a computer with more cores would hold; the rest is room for what does not scale. */
const KEPT_SHARE = 0.8;

const rowOf = (cells: readonly Cell[]) => `| ${cells.join(' | ')} |`;

function tableOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [rowOf(head), rowOf(head.map(() => '---')), ...rows.map(rowOf)].join('\n');
}

function figuresOf({ machine, sections }: Report): string {
  const parts = [`On ${machine}.`];
  const goals: (readonly Cell[])[] = [];
  for (const [name, section] of Object.entries(sections)) {
    if ('skipped' in section) {
      parts.push(`\`${name}\`: skipped, ${section.skipped}.`);
      continue;
    }
    for (const { title, rows } of section.tables)
      parts.push(`[\`${name}\`] ${title}:`, tableOf(Object.keys(rows[0] ?? {}), rows.map(Object.values)));
    for (const { name: what, value, goal, met } of section.goals)
      goals.push([what, value, goal, met ? 'met' : '**missed**']);
    const [before, after] = section.load.map(([minute]) => minute);
    parts.push(`${section.seconds} s; load average ${before} before it, ${after} after it.`);
  }
  return [...parts, 'Goals:', tableOf(['goal', 'measured', 'wanted', ''], goals)].join('\n\n');
}

/** Which computer holds how many counters: measured where the machine is such a one, else computed from one worker's share. */
function sizingOf({ machine, sections }: Report): string | null {
  const { density } = sections;
  if (!density || 'skipped' in density) return null;
  const sizes = density.tables.find(({ title }) => title === SIZES)?.rows ?? [];
  const number = (kind: Record<string, Cell>, name: string) => Number(kind[name]);
  const rows = CORES.map((cores) => {
    const workers = cores - 1;
    const held = sizes.map((kind) => {
      const most = number(kind, 'held in time');
      if (number(kind, 'workers') === workers) return `${most} (measured)`;
      return Math.floor((KEPT_SHARE * workers * most) / number(kind, 'workers'));
    });
    const memory = sizes.map((kind) => number(kind, 'daemon MB') + workers * number(kind, 'a worker MB'));
    return [cores, workers, ...held, `${Math.ceil(Math.max(...memory) / 100) * 100} MB`];
  });
  const names = sizes.map(({ counters }) => `counters, ${counters}`);
  return [`On cores like those of ${machine}:`, tableOf(['cores', 'workers', ...names, 'memory'], rows)].join(
    '\n\n',
  );
}

/** @throws Error when the marks are not there */
function replace(file: string, mark: string, text: string): void {
  const path = join(ROOT, 'docs', file);
  const [begin, end] = [`<!-- ${mark}:begin -->`, `<!-- ${mark}:end -->`];
  const old = readFileSync(path, 'utf8');
  const [from, to] = [old.indexOf(begin), old.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${path} has no ${begin} … ${end}`);
  writeFileSync(path, `${old.slice(0, from + begin.length)}\n${text}\n${old.slice(to)}`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
});
const [file] = positionals;
if (file === undefined) {
  process.stderr.write('give the file that "npm run bench -- --json FILE" wrote\n');
  process.exit(2);
}
const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
const [figures, sizing] = [figuresOf(report), sizingOf(report)];
if (values.write) {
  replace('benchmarks.md', 'figures', figures);
  if (sizing !== null) replace('operations.md', 'sizing', sizing);
} else process.stdout.write(`${figures}\n\n${sizing ?? ''}\n`);
