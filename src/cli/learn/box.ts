import { InvalidArgumentError } from 'commander';
import type { Box } from '../../vision/index.js';

/** `x,y,width,height` in pixels, as a box. */
export function box(text: string): Box {
  const [x = -1, y = -1, width = 0, height = 0, ...rest] = text.split(',').map(Number);
  const isBox = x >= 0 && y >= 0 && width >= 1 && height >= 1 && rest.length === 0;
  if (!isBox || ![x, y, width, height].every(Number.isFinite))
    throw new InvalidArgumentError('Expected x,y,width,height in pixels, for example 120,80,200,300.');
  return [x, y, x + width, y + height];
}
