/** A product model as small as can be: it sees one product in a white picture and nothing in a black one. */
import { writeFileSync } from 'node:fs';
import { onnxModel } from './onnx.js';

const CELLS = 84;

export interface LampObject {
  readonly classId: number;
  /** Centre and size in a 64×64 picture. */
  readonly box: readonly [number, number, number, number];
}

const MIDDLE: LampObject = { classId: 0, box: [32, 32, 16, 32] };

/** Writes the model; `names` are its classes. */
export function writeLampModel(
  file: string,
  names: readonly string[] = ['yuancui-tea', 'fenjie-tea'],
  objects: readonly LampObject[] = [MIDDLE],
): void {
  const output = new Array<number>((4 + names.length) * CELLS).fill(0);
  objects.forEach(({ classId, box }, column) => {
    for (const [row, value] of box.entries()) output[row * CELLS + column] = value;
    output[(4 + classId) * CELLS + column] = 0.95;
  });
  const literal = `{${names.map((name, index) => `${index}: '${name}'`).join(', ')}}`;
  const bytes = onnxModel({
    inputDims: [1, 3, 64, 64],
    outputDims: [1, 4 + names.length, CELLS],
    output,
    dimmed: true,
    metadata: { names: literal, task: 'detect' },
  });
  writeFileSync(file, bytes);
}
