/** A product's picture, named by its content. */
import { createHash } from 'node:crypto';
import type { ProductPicture } from './store-port.js';

export function pictureOf(jpeg: Uint8Array): ProductPicture {
  return { jpeg, version: createHash('sha256').update(jpeg).digest('hex').slice(0, 12) };
}
