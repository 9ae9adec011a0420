/**
 * Finds faces: BlazeFace (Bazarevsky et al. 2019), the 256-pixel back-camera model of @vladmandic/human.
 *
 * 896 anchors: two a cell of stride 16, six a cell of stride 32. Overlapping boxes are averaged by their scores, as
 * MediaPipe does, which keeps the points steady from frame to frame.
 */
import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-node';
import { iou } from '../box.js';
import { type DecodedImage, decodeImage } from '../decode-image.js';
import { openSession } from '../model/ort-session.js';
import type { Box } from '../types.js';
import type { Point } from './geometry.js';

export interface FoundFace {
  /** Forehead to chin, in pixels of the source picture; may reach over its edge. */
  readonly box: Box;
  /** 0 … 1. */
  readonly score: number;
  /** The eyes as the picture shows them: left one first. */
  readonly eyes: readonly [Point, Point];
}

export interface FaceFinder {
  /** @returns faces, the surest first. @throws AppError `corrupt_image`, `image_too_large` */
  find(bytes: Uint8Array): Promise<readonly FoundFace[]>;
  close(): Promise<void>;
}

const INPUT = { width: 256, height: 256 };
const STRIDES = [
  { stride: 16, anchors: 2, scores: 'scores16', boxes: 'boxes16' },
  { stride: 32, anchors: 6, scores: 'scores32', boxes: 'boxes32' },
] as const;
/** Numbers a candidate has: centre, size, six points. */
const CANDIDATE = 16;
const MIN_SCORE = 0.5;
/** Overlap from which two candidates are one face; MediaPipe's value. */
const SAME_FACE_IOU = 0.3;

export async function loadFinder(file: string): Promise<FaceFinder> {
  const session = await openSession(await readFile(file));
  const pixels = new Float32Array(3 * INPUT.width * INPUT.height);
  return {
    async find(bytes) {
      const image = await decodeImage(bytes, INPUT);
      fillInput(pixels, image);
      const outputs = await session.run({ input: new ort.Tensor('float32', pixels, [1, 3, 256, 256]) });
      const candidates = STRIDES.flatMap(({ stride, anchors, scores, boxes }) =>
        readCandidates(
          outputs[scores]?.data as Float32Array,
          outputs[boxes]?.data as Float32Array,
          stride,
          anchors,
        ),
      );
      return mergeCandidates(candidates).map((face) => toSource(face, image));
    },
    close: () => session.release(),
  };
}

/** Three planes of −1 … 1; what lies outside the picture is black. */
function fillInput(pixels: Float32Array, { rgb, letterbox: { inner, left, top } }: DecodedImage): void {
  const plane = INPUT.width * INPUT.height;
  pixels.fill(-1);
  let read = 0;
  for (let y = 0; y < inner.height; y += 1) {
    let write = (top + y) * INPUT.width + left;
    for (let x = 0; x < inner.width; x += 1) {
      pixels[write] = (rgb[read] as number) / 127.5 - 1;
      pixels[write + plane] = (rgb[read + 1] as number) / 127.5 - 1;
      pixels[write + 2 * plane] = (rgb[read + 2] as number) / 127.5 - 1;
      read += 3;
      write += 1;
    }
  }
}

function readCandidates(
  scores: Float32Array,
  boxes: Float32Array,
  stride: number,
  anchors: number,
): readonly FoundFace[] {
  const cells = INPUT.width / stride;
  const found: FoundFace[] = [];
  scores.forEach((raw, index) => {
    const score = 1 / (1 + Math.exp(-raw));
    if (score < MIN_SCORE) return;
    const cell = Math.floor(index / anchors);
    const anchorX = stride * ((cell % cells) + 0.5);
    const anchorY = stride * (Math.floor(cell / cells) + 0.5);
    const at = (offset: number) => boxes[index * CANDIDATE + offset] as number;
    const [x, y, halfWidth, halfHeight] = [at(0) + anchorX, at(1) + anchorY, at(2) / 2, at(3) / 2];
    found.push({
      score,
      box: [x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight],
      eyes: [
        [at(4) + anchorX, at(5) + anchorY],
        [at(6) + anchorX, at(7) + anchorY],
      ],
    });
  });
  return found;
}

function mergeCandidates(candidates: readonly FoundFace[]): readonly FoundFace[] {
  let rest = [...candidates].sort((a, b) => b.score - a.score);
  const faces: FoundFace[] = [];
  while (rest[0]) {
    const best = rest[0];
    const group = rest.filter(({ box }) => iou(best.box, box) > SAME_FACE_IOU);
    // A degenerate box overlaps nothing, not even itself.
    rest = rest.slice(1).filter((candidate) => !group.includes(candidate));
    if (group.length > 0) faces.push(averageOf(group));
  }
  return faces;
}

function averageOf(group: readonly FoundFace[]): FoundFace {
  const total = group.reduce((sum, { score }) => sum + score, 0);
  const mean = (read: (face: FoundFace) => number) =>
    group.reduce((sum, face) => sum + read(face) * face.score, 0) / total;
  return {
    score: group[0]?.score ?? 0,
    box: [
      mean(({ box }) => box[0]),
      mean(({ box }) => box[1]),
      mean(({ box }) => box[2]),
      mean(({ box }) => box[3]),
    ],
    eyes: [
      [mean(({ eyes }) => eyes[0][0]), mean(({ eyes }) => eyes[0][1])],
      [mean(({ eyes }) => eyes[1][0]), mean(({ eyes }) => eyes[1][1])],
    ],
  };
}

function toSource(
  { score, box, eyes }: FoundFace,
  { letterbox: { scale, left, top } }: DecodedImage,
): FoundFace {
  const x = (value: number) => (value - left) / scale;
  const y = (value: number) => (value - top) / scale;
  return {
    score,
    box: [x(box[0]), y(box[1]), x(box[2]), y(box[3])],
    eyes: [
      [x(eyes[0][0]), y(eyes[0][1])],
      [x(eyes[1][0]), y(eyes[1][1])],
    ],
  };
}
