/** Which of the faces in a picture is the customer's. */
import type { Box, ImageSize } from '../types.js';
import type { FoundFace } from './finder.js';

export interface ChoiceOptions {
  /** Smallest side of a face that is near enough, pixels of the source picture. */
  readonly minFace: number;
  /** Where a customer stands, as shares of the picture `[left, top, right, bottom]`: the face's middle lies in it. */
  readonly zone: Box;
  /** A second face at least this large compared with the first counts as equally near. */
  readonly equalShare: number;
}

/** 70 px: below that the finder and the embedder both grow unreliable (measured at 1280 × 720). */
export const CHOICE_DEFAULTS: ChoiceOptions = { minFace: 70, zone: [0.08, 0, 0.92, 1], equalShare: 0.8 };

export type Choice =
  | { readonly outcome: 'chosen' | 'too_far'; readonly face: FoundFace }
  /** A face there is, but beside the place where customers stand. */
  | { readonly outcome: 'outside_zone'; readonly face: FoundFace }
  /** Two are equally near: taking one would be guessing. */
  | { readonly outcome: 'several' | 'nobody'; readonly face: null };

/** The nearest, that is largest, face of the standing zone; smaller ones are bystanders. */
export function chooseCustomer(
  faces: readonly FoundFace[],
  { width, height }: ImageSize,
  { minFace, zone, equalShare }: ChoiceOptions,
): Choice {
  const bySize = [...faces].sort((a, b) => sideOf(b) - sideOf(a));
  const inZone = bySize.filter(({ box }) => {
    const x = (box[0] + box[2]) / 2 / width;
    const y = (box[1] + box[3]) / 2 / height;
    return x >= zone[0] && x <= zone[2] && y >= zone[1] && y <= zone[3];
  });
  const [first, second] = inZone;
  if (!first) {
    const aside = bySize[0];
    const near = aside !== undefined && sideOf(aside) >= minFace;
    return near ? { outcome: 'outside_zone', face: aside } : { outcome: 'nobody', face: null };
  }
  if (sideOf(first) < minFace) return { outcome: 'too_far', face: first };
  if (second && sideOf(second) >= equalShare * sideOf(first)) return { outcome: 'several', face: null };
  return { outcome: 'chosen', face: first };
}

/** Longer side of the box, pixels. */
export function sideOf({ box }: Pick<FoundFace, 'box'>): number {
  return Math.max(box[2] - box[0], box[3] - box[1]);
}
