/**
 * A product model that hangs: it sees one 元翠茶 as the lamp model does, but in a picture that is nearly white it counts for
 * hours, inside the engine, where nothing can call it back.
 */
import { writeFileSync } from 'node:fs';
import { BOOL, chunk, FLOAT, INT64, message, node, number, tensor, valueInfo } from './onnx.js';

const CELLS = 84;
/** A picture brighter than this is never answered, 0 … 1. */
const LIMIT = 0.95;
const TURNS_PER_SHARE = 1e12;

export function writeHangingModel(file: string): void {
  const output = new Array<number>(5 * CELLS).fill(0);
  for (const [row, value] of [32, 32, 16, 32, 0.95].entries()) output[row * CELLS] = value;
  const turn = message(
    chunk(1, node('Identity', ['go_on'], 'go_on_out')),
    chunk(1, node('Identity', ['value'], 'value_out')),
    chunk(2, 'turn'),
    chunk(11, valueInfo('count', INT64, [])),
    chunk(11, valueInfo('go_on', BOOL, [])),
    chunk(11, valueInfo('value', FLOAT, [])),
    chunk(12, valueInfo('go_on_out', BOOL, [])),
    chunk(12, valueInfo('value_out', FLOAT, [])),
  );
  const loop = message(
    ...['turns', '', 'mean'].map((name) => chunk(1, name)),
    chunk(2, 'brightness'),
    chunk(4, 'Loop'),
    chunk(5, message(chunk(1, 'body'), chunk(6, turn), number(20, 5))),
  );
  const graph = message(
    chunk(1, node('ReduceMean', ['images'], 'mean', { keepdims: 0 })),
    chunk(1, node('Sub', ['mean', 'limit'], 'above')),
    chunk(1, node('Relu', ['above'], 'excess')),
    chunk(1, node('Mul', ['excess', 'turns_per_share'], 'turns_as_float')),
    chunk(1, node('Cast', ['turns_as_float'], 'turns', { to: INT64 })),
    chunk(1, loop),
    chunk(1, node('Mul', ['answer', 'brightness'], 'output0')),
    chunk(2, 'hanging'),
    chunk(5, tensor('limit', FLOAT, [], [LIMIT])),
    chunk(5, tensor('turns_per_share', FLOAT, [], [TURNS_PER_SHARE])),
    chunk(5, tensor('answer', FLOAT, [1, 5, CELLS], output)),
    chunk(11, valueInfo('images', FLOAT, [1, 3, 64, 64])),
    chunk(12, valueInfo('output0', FLOAT, [1, 5, CELLS])),
  );
  const metadata = { names: "{0: 'yuancui-tea'}", task: 'detect' };
  writeFileSync(
    file,
    message(
      number(1, 8),
      chunk(7, graph),
      chunk(8, message(chunk(1, ''), number(2, 13))),
      ...Object.entries(metadata).map(([key, value]) => chunk(14, message(chunk(1, key), chunk(2, value)))),
    ),
  );
}
