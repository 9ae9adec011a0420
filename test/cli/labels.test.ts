/** Printed labels: what the shipped model is tried with when there is no package. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { DEMO_CATALOGUE } from '../../src/shop/index.js';
import { runCli } from '../support/cli.js';
import { ROOT } from '../support/daemon.js';
import { temporaryFolder } from '../support/folder.js';

/** Their labels are known only on a bottle. */
const BOTTLES = ['yuancui-tea', 'fenjie-tea', 'yuquan-water'];
const SLUGS = DEMO_CATALOGUE.map(({ id }) => id);

it('ten labels go on three A4 sheets', async () => {
  const file = join(temporaryFolder(), 'labels.pdf');
  const run = await runCli(['labels', '--pdf', file]);
  expect(run).toMatchObject({ code: 0, out: expect.stringContaining('10 labels on 3 A4 sheets') });
  const pdf = readFileSync(file, 'latin1');
  expect(pdf.startsWith('%PDF-')).toBe(true);
  expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(3);
  expect(pdf.match(/\/Subtype \/Image/g)).toHaveLength(SLUGS.length);
  expect(pdf.match(/\/MediaBox \[0 0 595\.28 841\.89\]/g)).toHaveLength(3);
});

it('a place that cannot be written is one line', async () => {
  const run = await runCli(['labels', '--pdf', join(temporaryFolder(), 'missing', 'labels.pdf')]);
  expect(run).toMatchObject({ code: 1, err: expect.stringMatching(/labels\.pdf cannot be written/) });
  expect(run.err.trim().split('\n')).toHaveLength(1);
});

it('the shipped model takes each label but a bottle for its product, sure enough to sell it', async () => {
  const folder = temporaryFolder();
  const flat = SLUGS.filter((slug) => !BOTTLES.includes(slug));
  const pictures = await Promise.all(flat.map((slug) => heldUp(slug, folder)));
  const run = await runCli(['detect', ...pictures, '--confidence', '0.7', '--json']);
  const found = run.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).detections.map((one: { class_name: string }) => one.class_name));
  expect(found).toEqual(flat.map((slug) => [slug]));
});

/** A label before a plain wall, as a webcam of 640 × 480 shows it. */
async function heldUp(slug: string, folder: string): Promise<string> {
  const label = await sharp(join(ROOT, `models/labels/${slug}.png`))
    .resize({ height: 230 })
    .toBuffer();
  const file = join(folder, `${slug}.jpg`);
  await sharp({ create: { width: 640, height: 480, channels: 3, background: '#8d9299' } })
    .composite([{ input: label, left: 240, top: 120 }])
    .jpeg()
    .toFile(file);
  return file;
}
