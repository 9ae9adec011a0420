/** Recordings: what a camera saw becomes a test that anybody can play. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../support/cli.js';
import { ROOT, startDaemon } from '../support/daemon.js';
import { startEdge } from '../support/edge.js';
import { temporaryFolder } from '../support/folder.js';
import { signedIn } from '../support/shopper.js';

const SAMPLE = join(ROOT, 'samples/one-item');
/** Twice the pace it was recorded at, so that the test is short. */
const GAP_MS = 100;
const MODEL = join(ROOT, 'models/yolo1125-products.onnx');

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

it('what the edge recorded is played at its pace and gives the basket that the daemon counted', async () => {
  const daemon = await startDaemon({ model: MODEL, args: ['--kiosk-fps', '10'] });
  await signedIn(daemon);
  const camera = temporaryFolder();
  const files = readdirSync(join(SAMPLE, 'frames')).sort();
  for (const file of files) copyFileSync(join(SAMPLE, 'frames', file), join(camera, file));
  const times = files.map((file, at) => JSON.stringify({ file, t: at * GAP_MS }));
  writeFileSync(join(camera, 'index.jsonl'), times.join('\n'));
  const folder = join(temporaryFolder(), 'clips');
  const edge = await startEdge(daemon.url, ['--camera', camera, '--record', folder]);
  expect(await edge.exited).toBe(0);

  const [name = ''] = readdirSync(folder);
  const recording = join(folder, name);
  const index = linesOf(join(recording, 'index.jsonl'));
  const pauses = index.slice(1).map(({ t }, at) => t - index[at].t);
  expect(index.length).toBeGreaterThan(15);
  expect(pauses.every((pause) => pause > 0 && pause % GAP_MS === 0)).toBe(true);
  expect(JSON.parse(readFileSync(join(recording, 'expected.json'), 'utf8'))).toEqual({
    basket: [{ class_name: 'yuancui-tea', quantity: 1 }],
  });
  const events = linesOf(join(recording, 'events.jsonl'));
  expect(events.filter(({ event }) => event.type === 'product_detected')).toHaveLength(1);
  expect(events.filter(({ event }) => event.type === 'detections').length).toBe(index.length);

  // A recorder that is killed leaves half a line; it costs that picture and no more.
  writeFileSync(join(recording, 'index.jsonl'), '{"file":"0000', { flag: 'a' });
  const again = ['replay', recording, '--url', daemon.url, '--fps', '60', '--expect'];
  expect(await runCli(again)).toMatchObject({ code: 0, out: expect.stringContaining('as expected') });
});

it('a recording names nobody and can be read by its owner only', async () => {
  const daemon = await startDaemon();
  await signedIn(daemon);
  const folder = join(temporaryFolder(), 'clips');
  const edge = await startEdge(daemon.url, ['--camera', 'test:64x48@10', '--record', folder]);
  await edge.healthIs(({ daemon: line }) => line.taken > 3);
  await signedIn(daemon);
  await edge.stop();
  const [name = ''] = readdirSync(folder);
  const events = readFileSync(join(folder, name, 'events.jsonl'), 'utf8');
  expect(events).toContain('"detections"');
  expect(events).not.toMatch(/0900|"user"|"name":"示範|"phone"/);
  expect(statSync(folder).mode & 0o077).toBe(0);
  for (const file of ['frames', 'events.jsonl', 'frames/000000.jpg'])
    expect(statSync(join(folder, name, file)).mode & 0o077).toBe(0);
});

it('recordings outgrow neither their size nor their age, and nothing else is removed', async () => {
  const folder = temporaryFolder();
  const old = join(folder, '2020-01-01T00-00-00.000Z');
  const own = join(folder, '2020-01-01-holiday');
  for (const path of [old, own]) mkdirSync(path);
  writeFileSync(join(old, 'recording.json'), '{}');
  utimesSync(join(old, 'recording.json'), new Date(0), new Date(0));
  const args = ['--camera', 'test:1280x720@30', '--fps', '30', '--width', '1280', '--seconds', '4'];
  const run = await runCli(['record', folder, ...args, '--record-megabytes', '1']);
  expect(run).toMatchObject({ code: 0, err: '' });
  expect(existsSync(old)).toBe(false);
  expect(existsSync(own)).toBe(true);
  const recordings = readdirSync(folder).filter((name) => name.includes('T'));
  expect(recordings.length).toBeGreaterThan(1);
  const sizes = readdirSync(folder, { recursive: true }).map((file) => statSync(join(folder, String(file))));
  const total = sizes.filter((one) => one.isFile()).reduce((sum, { size }) => sum + size, 0);
  expect(total).toBeLessThanOrEqual(2 ** 20);
  const kept = Number(/^(\d+) pictures kept/m.exec(run.out)?.[1]);
  expect(linesOf(join(folder, recordings.at(-1) as string, 'index.jsonl')).length).toBeLessThan(kept);
  expect((await runCli(['replay', folder])).err).toContain(join(folder, recordings.at(-1) as string));
});
