/** The face models of the tests, prepared once a checkout; vitest calls `setup` before the first test. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareFaceModels } from '../../src/vision/index.js';

export const FACE_MODELS = join(fileURLToPath(new URL('../../', import.meta.url)), '.cache/face-models');

export async function setup(): Promise<void> {
  await prepareFaceModels({
    cacheDir: FACE_MODELS,
    onProgress: (step, name) => process.stdout.write(`face models: ${step} ${name}\n`),
  });
}
