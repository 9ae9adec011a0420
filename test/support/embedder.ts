/** The embedder as its package publishes it, to compare with and to show what its repair is worth. */
import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { withFetchedModels } from '../../src/vision/face/models/npm-package.js';
import { FACE_MODELS as PINS } from '../../src/vision/face/models/pins.js';
import { readPinned } from '../../src/vision/face/models/prepare.js';
import { FACE_MODELS } from './face-models.js';

export interface PublishedModel {
  readonly json: string;
  readonly bin: Buffer;
}

/** Fetched once a checkout: its package is large. */
export async function publishedEmbedder(): Promise<PublishedModel> {
  const { package: name, version, file, json, bin } = PINS.mobilefacenet;
  const names = [`${file}.json`, `${file}.bin`];
  const kept = join(FACE_MODELS, 'published');
  if (!names.every((one) => existsSync(join(kept, one))))
    await withFetchedModels({ name, version, files: names }, async (folder) => {
      mkdirSync(kept, { recursive: true });
      for (const one of names) {
        // Another test file may do the same at this moment.
        const draft = join(kept, `${one}.${process.pid}.tmp`);
        copyFileSync(join(folder, one), draft);
        renameSync(draft, join(kept, one));
      }
    });
  return {
    json: (await readPinned(join(kept, `${file}.json`), json)).toString('utf8'),
    bin: await readPinned(join(kept, `${file}.bin`), bin),
  };
}
