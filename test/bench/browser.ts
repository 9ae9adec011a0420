/**
 * `npm run bench:browser`: what a customer waits for in a real browser, and how much each page loads.
 *
 * Sizes are those of the files of a page, compressed as gzip does. Times are from a real page before a recorded
 * customer, by a real daemon on this machine; `glass_to_box` is from the moment a frame was taken from the camera to
 * the moment its boxes were drawn. The load average stands beside them: times mean little on a busy machine.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pageSizes } from './browser/sizes.js';
import { measureWaits } from './browser/waits.js';

const folder = mkdtempSync(join(tmpdir(), 'yolo1125-bench-'));
const load_before = loadavg();
try {
  const sizes = pageSizes();
  const waits = await measureWaits(folder);
  const machine = `${cpus().length} × ${cpus()[0]?.model}, Node ${process.versions.node}`;
  console.table(sizes);
  console.table(waits);
  const report = { machine, load_before, load_after: loadavg(), sizes, waits };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
