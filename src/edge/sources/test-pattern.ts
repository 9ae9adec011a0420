/** A picture that needs no camera: colour bars, a square that moves, and the frame's number as 32 black or white bits. */
import { setTimeout as sleep } from 'node:timers/promises';
import { loadSharp } from '../load-sharp.js';
import type { FrameSource } from './source.js';

const BARS = [
  [235, 235, 235],
  [235, 235, 16],
  [16, 235, 235],
  [16, 235, 16],
  [235, 16, 235],
  [235, 16, 16],
  [16, 16, 235],
] as const;
const BITS = 32;
const NAME = /^test:(?:(\d{2,4})x(\d{2,4}))?(?:@(\d{1,2}))?$/;
const QUALITY = 85;

/**
 * @param name `test:`, `test:1280x720` or `test:640x480@30`
 * @throws Error for another name
 */
export function openTestPattern(name: string): FrameSource {
  const [found, wide = 640, high = 480, rate = 15] = NAME.exec(name) ?? [];
  if (found === undefined) throw new Error(`"${name}" is no test picture; write it like test:640x480@15`);
  const [width, height, fps] = [Number(wide), Number(high), Math.max(1, Number(rate))];
  return {
    description: `test picture ${width}×${height}`,
    count: null,
    live: true,
    async *frames(signal) {
      const sharp = await loadSharp();
      const bars = drawBars(width, height);
      const start = performance.now();
      for (let index = 0; !signal?.aborted; index += 1) {
        const time = (index * 1000) / fps;
        const wait = start + time - performance.now();
        if (wait > 0) await sleep(wait, undefined, { signal }).catch(() => {});
        if (signal?.aborted) return;
        const pixels = Buffer.from(bars);
        drawFrame(pixels, width, height, index);
        const raw = { width, height, channels: 3 } as const;
        yield { jpeg: await sharp(pixels, { raw }).jpeg({ quality: QUALITY }).toBuffer(), time };
      }
    },
  };
}

function drawBars(width: number, height: number): Buffer {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at += 1)
    pixels.set(BARS[Math.floor(((at % width) * BARS.length) / width)] ?? BARS[0], at * 3);
  return pixels;
}

function drawFrame(pixels: Buffer, width: number, height: number, index: number): void {
  const side = Math.floor(height / 8);
  const fill = (left: number, top: number, wide: number, high: number, value: number) => {
    for (let y = top; y < top + high; y += 1)
      pixels.fill(value, (y * width + left) * 3, (y * width + left + wide) * 3);
  };
  fill((index * 4) % (width - side), Math.floor(height / 2), side, side, 0);
  const bit = Math.floor(width / BITS);
  for (let place = 0; place < BITS; place += 1)
    fill(place * bit, height - side, bit, side, (index >>> (BITS - 1 - place)) & 1 ? 255 : 0);
}
