/** Pictures of the demo products, so that the demo looks like a shop. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEMO_CATALOGUE, pictureOf, type Store } from '../shop/index.js';

/**
 * Does nothing where any product has a picture: the owner's choice stands.
 * @throws Error when the samples are not there
 */
export async function openDemoPictures(store: Store, samplesDir: string): Promise<void> {
  if ((await store.listProductPictures()).size > 0) return;
  for (const { id } of DEMO_CATALOGUE)
    await store.putProductPicture(id, pictureOf(await readFile(join(samplesDir, 'products', `${id}.jpg`))));
}
