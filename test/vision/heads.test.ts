import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadDetector } from '../../src/vision/index.js';
import { temporaryFolder } from '../support/folder.js';
import { FLOAT16, onnxModel, type TestModel } from '../support/onnx.js';
import { jpegOf, noisyJpeg } from '../support/pictures.js';

// A 64×64 input has 8² + 4² + 2² = 84 grid cells: 84 candidates in v8, 252 in v5.
const CELLS = 84;
const SQUARE = [1, 3, 64, 64];
const NAMES = "{0: 'tea', 1: \"owner's cup\", 2: '紅茶'}";

/** What every head below says: class 2 with 0.9 at 20…40 × 24…40, and class 0 with 0.8 at 4…12 × 30…38. */
const OBJECTS = [
  { cx: 30, cy: 32, w: 20, h: 16, classId: 2, score: 0.9 },
  { cx: 8, cy: 34, w: 8, h: 8, classId: 0, score: 0.8 },
];

function v8Output(classes = 3): number[] {
  const out = new Array<number>((4 + classes) * CELLS).fill(0);
  OBJECTS.forEach(({ cx, cy, w, h, classId, score }, column) => {
    for (const [row, value] of [cx, cy, w, h].entries()) out[row * CELLS + column] = value;
    out[(4 + Math.min(classId, classes - 1)) * CELLS + column] = score;
  });
  return out;
}

function v5Output(): number[] {
  const out = new Array<number>(3 * CELLS * 8).fill(0);
  OBJECTS.forEach(({ cx, cy, w, h, classId, score }, row) => {
    out.splice(row * 8, 5, cx, cy, w, h, 1);
    out[row * 8 + 5 + classId] = score;
  });
  return out;
}

function endToEndOutput(rows: number): number[] {
  const out = new Array<number>(rows * 6).fill(0);
  OBJECTS.forEach(({ cx, cy, w, h, classId, score }, row) => {
    out.splice(row * 6, 6, cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2, score, classId);
  });
  return out;
}

const V8: TestModel = {
  inputDims: SQUARE,
  outputDims: [1, 7, CELLS],
  output: v8Output(),
  metadata: { names: NAMES, task: 'detect' },
};

async function load(model: TestModel, sidecar?: { ending: string; text: string }) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'model.onnx'), onnxModel(model));
  if (sidecar) writeFileSync(join(folder, `model${sidecar.ending}`), sidecar.text);
  const detector = await loadDetector(join(folder, 'model.onnx'));
  onTestFinished(() => detector.close());
  return detector;
}

/** A 128×64 picture lies in the 64×64 input at scale 0.5, 16 rows down. */
async function detectOn128x64(model: TestModel) {
  const detector = await load(model);
  const { size, detections } = await detector.detect(await jpegOf(128, 64), 0.25);
  expect(size).toEqual({ width: 128, height: 64 });
  return detections.map(({ box, classId, score }) => ({
    name: detector.info.classes.get(classId),
    score: Math.round(score * 100) / 100,
    box: box.map(Math.round),
  }));
}

const FOUND = [
  { name: '紅茶', score: 0.9, box: [40, 16, 80, 48] },
  { name: 'tea', score: 0.8, box: [8, 28, 24, 44] },
];

describe('detector heads, run by the real engine', () => {
  it.each<[string, TestModel]>([
    ['YOLOv8/11, fp32', V8],
    ['YOLOv8/11, fp16 in and out', { ...V8, type: FLOAT16 }],
    ['YOLOv8/11, int8 with Q/DQ nodes', { ...V8, quantised: true }],
    [
      'YOLOv8/11, height and width left open',
      { ...V8, inputDims: ['batch', 3, 'height', 'width'], metadata: { ...V8.metadata, imgsz: '[64, 64]' } },
    ],
    ['YOLOv5', { ...V8, outputDims: [1, 3 * CELLS, 8], output: v5Output() }],
    ['end to end (YOLOv10/26)', { ...V8, outputDims: [1, 300, 6], output: endToEndOutput(300) }],
    ['end to end, two axes', { ...V8, outputDims: [20, 6], output: endToEndOutput(20) }],
  ])('%s: the same objects, in pixels of the picture', async (_, model) => {
    expect(await detectOn128x64(model)).toEqual(FOUND);
  });

  it('takes a head with one class', async () => {
    const model = {
      ...V8,
      outputDims: [1, 5, CELLS],
      output: v8Output(1),
      metadata: { names: "{0: 'product'}" },
    };
    const found = await detectOn128x64(model);
    expect(found.map(({ name }) => name)).toEqual(['product', 'product']);
  });

  it('tells a two-class YOLOv8 from an end-to-end head by the grid', async () => {
    const detector = await load({
      ...V8,
      outputDims: [1, 6, CELLS],
      output: v8Output(2),
      metadata: { names: "['a', 'b']" },
    });
    expect(detector.info.head.kind).toBe('v8');
  });

  it('removes a second box of the same class on the same object, and keeps another class', async () => {
    const output = v8Output();
    for (const [row, value] of [31, 32, 20, 16].entries()) {
      output[row * CELLS + 5] = value;
      output[row * CELLS + 6] = value;
    }
    output[(4 + 2) * CELLS + 5] = 0.6;
    output[(4 + 1) * CELLS + 6] = 0.5;
    const found = await detectOn128x64({ ...V8, output });
    expect(found.map(({ name, score }) => [name, score])).toEqual([
      ['紅茶', 0.9],
      ['tea', 0.8],
      ["owner's cup", 0.5],
    ]);
  });
});

describe('class names', () => {
  const nameless: TestModel = { ...V8, metadata: {} };

  it.each([
    ['.names', 'tea\ncup\nrice\n'],
    ['.yml', 'names:\n  - tea\n  - cup\n  - rice\n'],
    ['.yaml', 'names:\n  0: tea\n  1: cup\n  2: rice\n'],
    ['.yaml', 'nc: 3\nnames: [tea, cup, rice]\n'],
  ])('are read from a %s file beside a model that has none', async (ending, text) => {
    const detector = await load(nameless, { ending, text });
    expect([...detector.info.classes.values()]).toEqual(['tea', 'cup', 'rice']);
  });

  it.each([
    `{"0": "tea", "1": "cup", "2": "rice"}`,
    `{0: 'tea', 1: 'cup', 2: 'rice',}`,
    `['tea', 'cup', 'rice']`,
  ])('are read from metadata written as %s', async (names) => {
    const detector = await load({ ...V8, metadata: { names } });
    expect([...detector.info.classes.values()]).toEqual(['tea', 'cup', 'rice']);
  });

  it('are numbers when nothing names them', async () => {
    const detector = await load(nameless);
    expect([...detector.info.classes.values()]).toEqual(['class 0', 'class 1', 'class 2']);
  });
});

describe('models that cannot be used are refused with a reason', () => {
  it.each<[string, TestModel, RegExp]>([
    [
      'an output of no known layout',
      { ...V8, outputDims: [1, 9, 11], output: new Array(99).fill(0) },
      /\[1, 9, 11\] is none of/,
    ],
    [
      'names that do not fit the output',
      { ...V8, metadata: { names: "['a', 'b']" } },
      /2 class names are known/,
    ],
    [
      'names that cannot be read',
      { ...V8, metadata: { names: 'tea and cup' } },
      /names in its metadata cannot be read/,
    ],
    ['a segmentation model', { ...V8, metadata: { task: 'segment' } }, /task is "segment"/],
    ['a grey input', { ...V8, inputDims: [1, 1, 64, 64] }, /expected \[1, 3, height, width\]/],
  ])('%s', async (_, model, reason) => {
    await expect(load(model)).rejects.toThrow(reason);
  });

  it('a file that is no ONNX, and one cut short', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'text.onnx'), 'this is no model');
    writeFileSync(join(folder, 'cut.onnx'), onnxModel(V8).subarray(0, 500));
    await expect(loadDetector(join(folder, 'text.onnx'))).rejects.toThrow(/text\.onnx: not an ONNX file/);
    await expect(loadDetector(join(folder, 'cut.onnx'))).rejects.toThrow(/cut\.onnx: not an ONNX file/);
  });
});

describe('pictures', () => {
  it('refuses what is no picture and a picture cut short, and goes on', async () => {
    const detector = await load(V8);
    const good = await noisyJpeg(128, 64);
    await expect(detector.detect(Buffer.from('no picture'), 0.25)).rejects.toMatchObject({
      code: 'corrupt_image',
    });
    await expect(detector.detect(good.subarray(0, good.length / 2), 0.25)).rejects.toMatchObject({
      code: 'corrupt_image',
    });
    expect((await detector.detect(good, 0.25)).detections).toHaveLength(2);
  });
});
