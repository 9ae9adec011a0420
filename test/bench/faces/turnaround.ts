/** How much later a product frame is answered because faces are looked at too: two real daemons, in turn. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectUplink } from '../../../src/edge/index.js';
import { costPicture } from './cost.js';
import { BENCH_MIN_FACE } from './material.js';
import { type Cell, fixed, quantile, type SectionResult } from './report.js';
import { type Served, serve } from './served.js';

/** The daemons take turns, so that both see the same load of the machine. */
const TURNS = 3;
const SECONDS = 10;
/** Frames a second: the kiosk's, and more than a counter needs. */
const PACES = [5, 30] as const;

/** ms from sending a frame to its detections, frames at a fixed pace. */
async function turnaroundOf({ url }: Served, session: string, fps: number, jpeg: Uint8Array) {
  const sentAt = new Map<number, number>();
  const times: number[] = [];
  let [superseded, steps] = [0, 0];
  const uplink = await connectUplink(`${url}/ws/${session}`, (message) => {
    if (message.type === 'frame_dropped') superseded += 1;
    if (message.type === 'customer') steps += 1;
    if (message.type === 'detections' && message.seq !== undefined)
      times.push(performance.now() - (sentAt.get(message.seq) ?? 0));
  });
  const start = performance.now();
  const sent: Promise<unknown>[] = [];
  for (let index = 0; index < SECONDS * fps; index += 1) {
    const wait = start + (index * 1000) / fps - performance.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
    sentAt.set(index + 1, performance.now());
    sent.push(uplink.send(jpeg, Date.now()));
  }
  await Promise.all(sent);
  await uplink.settle();
  await uplink.close();
  return { times, superseded, steps };
}

export async function turnaround(): Promise<SectionResult> {
  const jpeg = await costPicture();
  if (!jpeg) return { skipped: 'there is no picture of a person at all' };
  const data = mkdtempSync(join(tmpdir(), 'yolo1125-bench-'));
  const daemons = {
    off: await serve(join(data, 'off'), ['--faces', 'off']),
    on: await serve(join(data, 'on'), ['--faces', 'on', '--min-face', String(BENCH_MIN_FACE)]),
  };
  try {
    const rows: (readonly Cell[])[] = [];
    for (const fps of PACES) {
      const times: Record<'off' | 'on', number[]> = { off: [], on: [] };
      const dropped = { off: 0, on: 0 };
      const steps = { off: 0, on: 0 };
      for (let turn = 0; turn < TURNS; turn += 1)
        for (const faces of ['off', 'on'] as const) {
          const result = await turnaroundOf(daemons[faces], `turn-${fps}-${turn}`, fps, jpeg);
          times[faces].push(...result.times.slice(fps));
          dropped[faces] += result.superseded;
          steps[faces] += result.steps;
        }
      const at = (faces: 'off' | 'on', share: number) => quantile(times[faces], share);
      for (const faces of ['off', 'on'] as const)
        rows.push([
          `${fps} fps, faces ${faces}`,
          times[faces].length,
          fixed(at(faces, 0.5)),
          fixed(at(faces, 0.95)),
          dropped[faces],
          steps[faces],
        ]);
      const ratio = (share: number) => fixed(at('on', share) / at('off', share), 2);
      rows.push([`${fps} fps, on ÷ off`, '', ratio(0.5), ratio(0.95), '', '']);
    }
    const title = 'Answer to a product frame in the real daemon, the default number of workers';
    return [{ title, head: ['frames', 'n', 'ms p50', 'p95', 'superseded', 'face steps'], rows }];
  } finally {
    await Promise.all([daemons.off.stop(), daemons.on.stop()]);
    rmSync(data, { recursive: true, force: true });
  }
}
