/** Models as small as can be for products that are known by their looks: one that sees a package, one that sees its colours. */
import { writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { createGraph } from '../../src/vision/onnx/graph.js';
import { writeLampModel } from './lamp-model.js';

const SIDE = 256;

/** Sees one object in the middle of a bright picture: a tea, or a package and nothing more. */
export function writeCounterModel(file: string, sees: 'tea' | 'package'): void {
  const names = ['yuancui-tea', 'fenjie-tea', 'package'];
  writeLampModel(file, names, [{ classId: sees === 'tea' ? 0 : 2, box: [32, 32, 16, 32] }]);
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
