/** Photos that people give on the command line. */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { MAX_PIXELS } from '../vision/index.js';

/** A photo of any usual kind as the upright JPEG that the models take. @throws Error in plain words */
export async function readPhoto(file: string): Promise<Uint8Array> {
  const bytes = await readFile(file);
  try {
    return await sharp(bytes, { limitInputPixels: MAX_PIXELS * 4 })
      .autoOrient()
      .resize({ width: 1600, height: 1600, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#808080' })
      .jpeg({ quality: 95 })
      .toBuffer();
  } catch (error) {
    throw new Error(`not a picture that can be read (${(error as Error).message})`);
  }
}
