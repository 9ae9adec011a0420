/** Cards for `spoof.ts`: a face cut out of a picture, on paper or on a phone, and the hand that holds it. */
import sharp from 'sharp';
import type { Box, FaceAnalyser } from '../../../src/vision/index.js';
import type { Card } from '../spoof.js';
import { type Random, seededRandom } from './random.js';
import type { Placement } from './rays.js';

export type CardKind = 'paper' | 'phone' | 'bent';

/** `face`: width of the shown face, mm; `distance`: of the card from the camera, mm. */
const MEASURES = {
  paper: { face: 85, border: 10, colour: '#f5f5f5', distance: 420 },
  bent: { face: 85, border: 10, colour: '#f5f5f5', distance: 420 },
  phone: { face: 42, border: 5, colour: '#141416', distance: 230 },
} as const;
/** Pixels the face is wide on the card. */
const FACE_PIXELS = 150;
/** Reach of the shown part round the middle of the face, in faces: sideways, up and down. */
const REACH = { side: 0.9, up: 1.15, down: 1.25 };

/** The part of a picture that is shown, whole pixels. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Pixels the face is wide. */
  readonly face: number;
}

/** The customer's face of a picture with its surroundings, or null when none is found. */
export async function partOf(analyser: FaceAnalyser, jpeg: Uint8Array): Promise<Part | null> {
  const { box, size } = await analyser.analyse(jpeg);
  return box && around(box, size.width, size.height);
}

function around([x1, y1, x2, y2]: Box, width: number, height: number): Part {
  const face = Math.max(x2 - x1, y2 - y1);
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  const left = Math.max(0, Math.round(x - REACH.side * face));
  const top = Math.max(0, Math.round(y - REACH.up * face));
  const right = Math.min(width, Math.round(x + REACH.side * face));
  const bottom = Math.min(height, Math.round(y + REACH.down * face));
  return { left, top, width: right - left, height: bottom - top, face };
}

export async function cardOf(jpeg: Uint8Array, part: Part, kind: CardKind): Promise<Card> {
  const { face, border, colour } = MEASURES[kind];
  const mmPerPixel = face / FACE_PIXELS;
  const scale = FACE_PIXELS / part.face;
  const rim = Math.round(border / mmPerPixel);
  const shiny = kind === 'phone';
  const picture = sharp(jpeg)
    .extract(part)
    .resize(Math.round(part.width * scale), Math.round(part.height * scale), { fit: 'fill' });
  // A screen is a little brighter and steeper than what it shows.
  const shown = shiny ? picture.gamma(1.1).linear(1.04, 2) : picture;
  const raw = await shown.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { data, info } = await sharp(raw.data, { raw: raw.info })
    .extend({ top: rim, bottom: rim, left: rim, right: rim, background: colour })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { rgb: data, width: info.width, height: info.height, mmPerPixel, shiny };
}

/** @param time s */
export type Hand = (time: number) => Placement;

/**
 * A hand that sways and trembles.
 * @param amplitude of the slow tilt, degrees
 */
export function swayingHand(kind: CardKind, amplitude: number, seed: number): Hand {
  const random = seededRandom(seed);
  const waves = Array.from({ length: 7 }, () => ({
    phase: 2 * Math.PI * random(),
    speed: between(random, 0.2, 0.6),
  }));
  const wave = (index: number, time: number) => {
    const { phase, speed } = waves[index] as { phase: number; speed: number };
    return Math.sin(2 * Math.PI * speed * time + phase);
  };
  const tremble = (size: number) => between(random, -size, size);
  return (time) => ({
    yaw: amplitude * wave(0, time) + tremble(0.5),
    pitch: 0.6 * amplitude * wave(1, time) + tremble(0.5),
    roll: 3 * wave(2, time),
    at: [
      9 * wave(3, time) + tremble(0.6),
      6 * wave(4, time) + tremble(0.6),
      MEASURES[kind].distance * (1 + 0.06 * wave(5, time)),
    ],
    // Radius 500 mm to 130 mm and back within five seconds or so.
    curvature: kind === 'bent' ? 0.002 + 0.0057 * (0.5 + 0.5 * wave(6, time / 2)) : 0,
  });
}

/** Held straight for a while, then tilted 30° to both sides in turn, as one would to answer "turn your head". */
export function tiltingHand(kind: CardKind, seed: number, straightFor: number): Hand {
  const calm = swayingHand(kind, 1, seed);
  return (time) => {
    const placement = calm(time);
    if (time < straightFor) return placement;
    return { ...placement, yaw: placement.yaw + 30 * Math.sin((2 * Math.PI * (time - straightFor)) / 5) };
  };
}

function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}
