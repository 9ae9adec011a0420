/** `models evaluate`: what is printed is what a person would count with pencil and paper. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { averagePrecisions, readDataset } from '../../src/vision/index.js';
import { runCli } from '../support/cli.js';
import { temporaryFolder } from '../support/folder.js';
import { writeLampModel } from '../support/lamp-model.js';
import { jpegOf } from '../support/pictures.js';

const WHITE = await jpegOf(64, 64, '#ffffff');
const BLACK = await jpegOf(64, 64, '#000000');
/** What the lamp model says of a white picture: a box of [24, 16, 40, 48] in 64 × 64. */
const BOX = '0.5 0.5 0.25 0.5';
const POLYGON = '0.375 0.25 0.625 0.3 0.6 0.75';

/** Pictures in the order of their names, with their label files; null: no such file. */
function writeDataset(
  pictures: Readonly<Record<string, readonly [Buffer, string | null]>>,
  yaml: string,
): string {
  const folder = temporaryFolder();
  for (const kind of ['images', 'labels']) mkdirSync(join(folder, kind, 'val'), { recursive: true });
  for (const [name, [picture, labels]] of Object.entries(pictures)) {
    writeFileSync(join(folder, 'images/val', `${name}.jpg`), picture);
    if (labels !== null) writeFileSync(join(folder, 'labels/val', `${name}.txt`), labels);
  }
  writeFileSync(join(folder, 'data.yaml'), yaml);
  return folder;
}

it('says what is right, missed and mistaken, and shows the mistakes', async () => {
  // By other numbers than the model's, which has a class more.
  const yaml = 'val: ../images/val\nnames:\n  0: fenjie-tea\n  1: yuancui-tea\n  2: sarsi\n';
  const folder = writeDataset(
    {
      a: [WHITE, `1 ${BOX}\n`],
      b: [WHITE, `1 ${POLYGON}\n1 ${POLYGON}\n`],
      c: [WHITE, `1 ${BOX}\n`],
      d: [WHITE, `0 ${BOX}\n`],
      e: [WHITE, null],
      f: [BLACK, `1 ${BOX}\n2 ${BOX}\n`],
    },
    yaml,
  );
  const model = join(folder, 'lamp.onnx');
  writeLampModel(model, ['yuancui-tea', 'fenjie-tea', 'package']);
  const [html, json] = [join(folder, 'page.html'), join(folder, 'all.json')];
  const run = await runCli([
    'models',
    'evaluate',
    model,
    folder,
    '--html',
    html,
    '--json',
    json,
    '--data',
    folder,
  ]);
  expect(run.err).toBe('');
  expect(run.out).toContain('not known to the model, so always missed: sarsi');
  expect(run.out).toContain('not in the dataset, so left out: package');
  expect(run.out).toContain('1 picture(s) without a label file count as pictures of nothing');
  expect(run.out).toMatch(/at 0\.7: precision 0\.600 {3}recall 0\.500/);
  // Three of four at full precision: 76 of the 101 recalls.
  expect(run.out).toMatch(/yuancui-tea +4 +0\.752 +0\.752 +0\.600 +0\.750/);
  expect(run.out).toMatch(/fenjie-tea +1 +0\.000 +0\.000 +– +0\.000/);
  expect(run.out).toMatch(/mAP50 0\.251/);
  expect(run.out).toMatch(
    /0 fenjie-tea +0 +1 +0 +0\n1 yuancui-tea +0 +3 +0 +1\n2 sarsi +0 +0 +0 +1\nnothing +0 +1 +0 +0/,
  );
  const page = readFileSync(html, 'utf8');
  for (const said of [
    'fenjie-tea taken for yuancui-tea',
    'yuancui-tea missed',
    'yuancui-tea where nothing is',
  ])
    expect(page).toContain(said);
  expect(page.match(/<figure>/g)).toHaveLength(3);
  expect(page).not.toMatch(/(src|href)="(?!data:)/);
  expect(JSON.parse(readFileSync(json, 'utf8')).pictures).toHaveLength(6);
});

it.each([
  ['0 0.5 0.5 0.25\n', /labels\/val\/a\.txt:1: 3 numbers after the class/],
  [`0 ${BOX}\nx ${BOX}`, /a\.txt:2: does not begin with the number of a class/],
  [`7 ${BOX}`, /a\.txt:1: class 7 is none of the dataset's 1 classes/],
  ['0 320 240 100 80', /a\.txt:1: a number is no share of the picture/],
  ['0 0.5 0.5 0 0.1', /a\.txt:1: the box has no area/],
  [null, /no picture of "val" has labels; the first should be .*labels\/val\/a\.txt/],
])('refuses the labels %j and says where they are', async (labels, message) => {
  const folder = writeDataset({ a: [WHITE, labels] }, 'val: images/val\nnames: [tea]\n');
  await expect(readDataset(folder, 'val')).rejects.toThrow(message);
});

it.each([
  ['val: images/val\n', /names no classes/],
  ['names: [tea]\ntrain: images/val\n', /has no split "val", only train/],
  ['names: [tea]\nval: nowhere\n', /there is no .*nowhere/],
  ['names: [tea\n', /data\.yaml: /],
])('refuses the description %j', async (yaml, message) => {
  const folder = writeDataset({ a: [WHITE, `0 ${BOX}`] }, yaml);
  await expect(readDataset(folder, 'val')).rejects.toThrow(message);
});

it('takes the sides of a curve as COCO does', () => {
  const truth = (x: number) => ({ classId: 0, box: [x, 0, x + 10, 10] as const });
  const found = (x: number, score: number) => ({ ...truth(x), score });
  // Surest: 9 of 10 wide, right up to an overlap of 0.8; then one of nothing; then an exact one.
  const picture = { truths: [truth(0), truth(100)], found: [found(1, 0.9), found(50, 0.8), found(100, 0.7)] };
  const precisions = averagePrecisions([picture], 0) ?? [];
  const both = (51 + 50 * (2 / 3)) / 101;
  const second = (51 * (1 / 3)) / 101;
  expect(precisions).toHaveLength(10);
  precisions.forEach((precision, step) => {
    expect(precision).toBeCloseTo(step < 7 ? both : second, 12);
  });
});
