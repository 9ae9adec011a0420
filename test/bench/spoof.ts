/**
 * A picture of a face on a card that is held before the camera: what the camera sees of it. Each pixel's ray is met with
 * the card; the room is plain, the sensor noisy.
 */
import sharp from 'sharp';
import { gaussian, type Random, seededRandom } from './faces/random.js';
import { type Placement, rayMeeting } from './faces/rays.js';

/** RGB, 8 bits, row after row; the picture with the border round it. */
export interface Card {
  readonly rgb: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Millimetres a pixel of the card covers. */
  readonly mmPerPixel: number;
  /** A screen: it reflects a light that wanders as it is tilted. */
  readonly shiny: boolean;
}

const WIDTH = 640;
const HEIGHT = 480;
/** Pixels; 49° from side to side. */
const FOCAL = 700;
/** Spread of the sensor's noise, grey levels. */
const NOISE = 2.5;
const QUALITY = 88;
/** A wall, and from this row on a counter. */
const COUNTER_ROW = 300;
const WALL = [165, 160, 150] as const;
const COUNTER_SHADE = 0.76;
/** Grey levels a reflected lamp adds, and half the width of its stripe in mm. */
const GLARE = 45;
const GLARE_WIDTH = 9;

const noise = (() => {
  const random = seededRandom(7);
  return Float32Array.from({ length: 1 << 20 }, () => gaussian(random) * NOISE);
})();

/** What the camera sees, as a JPEG of 640 × 480. */
export function photograph(card: Card, placement: Placement, random: Random): Promise<Buffer> {
  const frame = new Uint8ClampedArray(WIDTH * HEIGHT * 3);
  const meet = rayMeeting(placement);
  const start = Math.floor(random() * noise.length);
  const hit: [number, number] = [0, 0];
  const colour: [number, number, number] = [0, 0, 0];
  let index = 0;
  for (let y = 0; y < HEIGHT; y += 1) {
    const shade = y < COUNTER_ROW ? 1 : COUNTER_SHADE;
    const rayY = (y + 0.5 - HEIGHT / 2) / FOCAL;
    for (let x = 0; x < WIDTH; x += 1) {
      const rayX = (x + 0.5 - WIDTH / 2) / FOCAL;
      const shown = meet(rayX, rayY, hit) && readCard(card, hit, colour);
      const light = shown && card.shiny ? glare(hit, placement) : 0;
      for (let channel = 0; channel < 3; channel += 1) {
        const value = shown ? (colour[channel] as number) + light : (WALL[channel] as number) * shade;
        frame[index] = value + (noise[(start + index) % noise.length] as number);
        index += 1;
      }
    }
  }
  return sharp(frame, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .jpeg({ quality: QUALITY })
    .toBuffer();
}

/** Bilinear. @returns false beside the card */
function readCard(
  { rgb, width, height, mmPerPixel }: Card,
  hit: readonly [number, number],
  colour: [number, number, number],
): boolean {
  const u = hit[0] / mmPerPixel + width / 2 - 0.5;
  const v = hit[1] / mmPerPixel + height / 2 - 0.5;
  if (!(u >= 0 && v >= 0 && u < width - 1 && v < height - 1)) return false;
  const [left, top] = [Math.floor(u), Math.floor(v)];
  const [right, below] = [u - left, v - top];
  for (let channel = 0; channel < 3; channel += 1) {
    const index = (top * width + left) * 3 + channel;
    const upper = (rgb[index] as number) * (1 - right) + (rgb[index + 3] as number) * right;
    const under = index + 3 * width;
    const lower = (rgb[under] as number) * (1 - right) + (rgb[under + 3] as number) * right;
    colour[channel] = upper * (1 - below) + lower * below;
  }
  return true;
}

/** A soft slanted stripe. */
function glare([x, y]: readonly [number, number], { yaw, pitch }: Placement): number {
  const away = (x + 0.5 * y - 25 - 2 * yaw - pitch) / GLARE_WIDTH;
  return GLARE * Math.exp(-away * away);
}
