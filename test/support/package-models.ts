/** Models as small as can be for products that are known by their looks: one that sees a package, one that sees its colours. */
import { writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { createGraph } from '../../src/vision/onnx/graph.js';

const SIDE = 256;

const NAMES = ['yuancui-tea', 'fenjie-tea', 'package'];
const CELLS = 84;
/** Centre and size in a 64 × 64 input: the package of `packagePicture`. */
const PLACE = [32, 32, 16, 32];

/** Sees one object in the middle of a picture that is not dark: a tea, or a package and nothing more. */
export function writeCounterModel(file: string, sees: 'tea' | 'package'): void {
  const rows = 4 + NAMES.length;
  const [boxes, scores] = [new Float32Array(rows * CELLS), new Float32Array(rows * CELLS)];
  PLACE.forEach((value, row) => {
    boxes[row * CELLS] = value;
  });
  scores[(4 + (sees === 'tea' ? 0 : 2)) * CELLS] = 0.95;
  const graph = createGraph('counter');
  const mean = graph.node('ReduceMean', ['images'], { keepdims: 0 });
  const bright = graph.node('Mul', [mean, graph.floats(Float32Array.of(2), [])]);
  const light = graph.node('Min', [bright, graph.floats(Float32Array.of(1), [])]);
  const seen = graph.node('Mul', [graph.floats(scores, [1, rows, CELLS]), light]);
  graph.node('Add', [graph.floats(boxes, [1, rows, CELLS]), seen], {}, 'output0');
  graph.input('images', [1, 3, 64, 64]);
  graph.output('output0', [1, rows, CELLS]);
  const names = `{${NAMES.map((name, index) => `${index}: '${name}'`).join(', ')}}`;
  writeFileSync(file, graph.encode({ names, task: 'detect' }));
}

/**
 * An embedder that tells colours and where they are, white being nothing.
 * @param cells along each side; another number is another embedder
 */
export function writeColourEmbedder(file: string, cells = 8): void {
  const graph = createGraph('colours');
  const step = 128 / cells;
  const one = graph.floats(Float32Array.of(1), [1]);
  const dark = graph.node('Sub', [one, 'images']);
  const pool = { kernel_shape: [step, step], strides: [step, step] };
  const flat = graph.node('Flatten', [graph.node('AveragePool', [dark], pool)], { axis: 1 });
  graph.node('LpNormalization', [flat], { axis: 1, p: 2 }, 'embedding');
  graph.input('images', ['batch', 3, 128, 128]);
  graph.output('embedding', ['batch', 3 * cells * cells]);
  const rule = { neighbours: '3', frames: '5', match: '0.9', margin: '0.05' };
  writeFileSync(file, graph.encode({ task: 'embed', version: `colours-${cells}`, ...rule }));
}

/** A package of two colours on a white counter; `turn` moves their border, as another side of it would. */
export async function packagePicture(top: string, bottom: string, turn = 0): Promise<Buffer> {
  const half = (height: number, colour: string) => ({
    create: { width: 64, height, channels: 3, background: colour } as const,
  });
  const border = 56 + turn;
  return sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: '#ffffff' } })
    .composite([
      { input: half(border, top), left: 96, top: 64 },
      { input: half(128 - border, bottom), left: 96, top: 64 + border },
    ])
    .jpeg({ quality: 90 })
    .toBuffer();
}
