/** Damaged model files, loaded by processes of their own: none takes its process down. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { writeLampModel } from '../../support/lamp-model.js';
import { spoilBytes } from './bytes.js';
import { createDice } from './dice.js';

const LOADER = fileURLToPath(new URL('./load-models.ts', import.meta.url));

/** @returns how many files were loaded, refused in words, or ended the process that loaded them */
export async function fuzzModels(
  folder: string,
  seed: number,
  files: number,
): Promise<Readonly<Record<'loaded' | 'refused' | 'crashed', number>>> {
  const dice = createDice(seed);
  const count = { loaded: 0, refused: 0, crashed: 0 };
  const whole = join(folder, 'whole.onnx');
  writeLampModel(whole);
  const bytes = readFileSync(whole);
  const file = join(folder, 'damaged.onnx');
  let loader = startLoader();
  for (let at = 0; at < files; at += 1) {
    writeFileSync(file, spoilBytes(dice, bytes));
    const outcome = await loader.load(file);
    if (outcome === 'crashed') {
      // What did it is kept to be looked at.
      writeFileSync(join(folder, `crash-${seed}-${at}.onnx`), readFileSync(file));
      loader = startLoader();
    }
    if (outcome !== 'loaded' && outcome !== 'refused' && outcome !== 'crashed')
      throw new Error(`a model was ${outcome} (seed ${seed}, file ${at})`);
    count[outcome] += 1;
  }
  await loader.end();
  rmSync(file, { force: true });
  return count;
}

function startLoader() {
  const child = spawn(process.execPath, ['--import', 'tsx', LOADER], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = once(child, 'exit');
  return {
    async load(file: string): Promise<string> {
      child.stdin.write(`${file}\n`);
      const { value, done } = await lines.next();
      return done ? 'crashed' : value;
    },
    async end(): Promise<void> {
      child.stdin.end();
      await ended;
    },
  };
}
