/**
 * What must not happen, tried many times: `npm run faults`, or `npm run faults -- kills fuzz --rounds 200 --store embedded`.
 * Prints a table and one line of JSON; a fault ends it with status 1. The seed of the run is printed and can be given back.
 */
import { parseArgs } from 'node:util';
import { SECTIONS } from './sections.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '200' },
    messages: { type: 'string', default: '10000' },
    sockets: { type: 'string', default: '500' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
    store: { type: 'string' },
  },
});

const names = positionals.length > 0 ? positionals : Object.keys(SECTIONS);
const unknown = names.filter((name) => !Object.hasOwn(SECTIONS, name));
if (unknown.length > 0) {
  process.stderr.write(`no section ${unknown.join(', ')}; there are: ${Object.keys(SECTIONS).join(', ')}\n`);
  process.exit(2);
}

const settings = {
  rounds: Number(values.rounds),
  messages: Number(values.messages),
  sockets: Number(values.sockets),
  seed: Number(values.seed),
  stores:
    values.store === undefined
      ? (['embedded', 'mongodb'] as const)
      : [values.store as 'embedded' | 'mongodb'],
};
const results: Record<string, unknown>[] = [];
for (const name of names) {
  const cleaners: (() => Promise<void> | void)[] = [];
  try {
    const rows = await SECTIONS[name]?.(settings, (clean) => cleaners.unshift(clean));
    for (const row of rows ?? []) results.push({ section: name, ...row });
  } catch (error) {
    results.push({ section: name, FAULT: (error as Error).message });
    process.exitCode = 1;
  }
  for (const clean of cleaners) await clean();
  for (const row of results.filter(({ section }) => section === name)) {
    const { section, ...facts } = row;
    console.log(
      `${String(section).padEnd(10)} ${Object.entries(facts)
        .map(([key, value]) => `${key} ${value}`)
        .join(' · ')}`,
    );
  }
}
console.log(JSON.stringify({ seed: settings.seed, results }));
// A section that failed may have left a connection open.
process.exit();
