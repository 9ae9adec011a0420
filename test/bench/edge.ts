/**
 * `npm run bench:edge -- rates | faults | soak [minutes]`: the figures of docs/edge.md. Linux with ffmpeg.
 *
 * A recorded clip of 640×480 JPEGs, played by ffmpeg as it plays a camera, through a real edge to a real daemon here.
 * `rates`: CPU and memory of the edge at 5, 15 and 30 frames a second, and the time from a picture's coming out of
 * ffmpeg to the daemon's answer. `faults`: the time from each fault to the next answered frame. `soak`: memory over time.
 * The load average stands beside the figures: times mean little on a busy machine, CPU and memory keep their meaning.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureFaults } from './edge/faults.js';
import { measureRate } from './edge/rates.js';
import { soak } from './edge/soak.js';

const [what = 'rates', minutes = '30'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'yolo1125-bench-'));
const load = loadavg().map((value) => Number(value.toFixed(1)));

async function rates() {
  const measured = [];
  for (const fps of [5, 15, 30]) measured.push(await measureRate(fps, folder));
  return { rates: measured, made_narrower: await measureRate(5, folder, ['--max-width', '320']) };
}

const RUNS: Readonly<Record<string, () => Promise<object>>> = {
  rates,
  faults: () => measureFaults(folder),
  soak: () => soak(Number(minutes), folder),
};

try {
  const run = RUNS[what];
  if (run === undefined) throw new Error(`"${what}" is none of ${Object.keys(RUNS).join(', ')}`);
  const report = await run();
  const machine = `${cpus().length} × ${cpus()[0]?.model}, Node ${process.versions.node}`;
  process.stdout.write(
    `${JSON.stringify({ machine, load_before: load, load_after: loadavg(), ...report }, null, 2)}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
