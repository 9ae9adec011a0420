/** Recorded customers through the whole system: the shipped model, real frames, the real socket, a stored sale. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.js';
import { PHONE, PIN, ROOT, startDaemon } from '../support/daemon.js';

const SAMPLES = join(ROOT, 'samples');
const MODEL = join(ROOT, 'models/yolo1125-products.onnx');
const clips = readdirSync(SAMPLES, { withFileTypes: true }).flatMap((entry) =>
  // `people`, `products` and `learn` hold no shopping.
  entry.isDirectory() && !['people', 'products', 'learn'].includes(entry.name) ? [entry.name] : [],
);

it('there are at least the four promised clips', () => {
  expect(clips).toEqual(
    expect.arrayContaining(['one-item', 'two-different', 'two-equal', 'held-hidden-again']),
  );
});

describe.each(clips)('the clip %s', (clip) => {
  it('fills exactly its basket and is sold', async () => {
    const expected = JSON.parse(readFileSync(join(SAMPLES, clip, 'expected.json'), 'utf8'));
    const daemon = await startDaemon({ model: MODEL, args: ['--cart', expected.cart ?? 'scan'] });
    const args = ['replay', join(SAMPLES, clip), '--url', daemon.url, '--fps', '240', '--json', '--checkout'];
    const run = await runCli([...args, '--sign-in', PHONE, '--expect'], { env: { YOLO1125_PIN: PIN } });
    const events = run.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.at(-1)).toMatchObject({ type: 'replay_result', as_expected: true, differences: [] });
    expect(run.code).toBe(0);

    const quantity = expected.basket.reduce(
      (sum: number, line: { quantity: number }) => sum + line.quantity,
      0,
    );
    const receipt = events.find(({ type }) => type === 'checkout_completed')?.receipt;
    expect(receipt).toMatchObject({ total_quantity: quantity });
    expect(events.filter(({ type }) => type === 'frame_dropped')).toEqual([]);
  });
});
