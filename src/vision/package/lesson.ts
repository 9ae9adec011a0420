/** Whether some pictures teach a product well: enough sides, all of one product, and unlike every other. */
import { cosine } from '../face/embedder.js';
import { type GalleryEntry, likenessTo, type MatchRule } from './gallery.js';

/** Two pictures nearer than this show the same side; the second adds nothing. */
const TOO_ALIKE = 0.99;

/** How a picture would fare if only the others had been shown. */
export interface LeftOut {
  /** Likeness to the other pictures of the product; 0 where there is none. */
  readonly likeness: number;
  /** Whether the product would be recognised on it. */
  readonly isRecognised: boolean;
}

export interface LookAlike {
  readonly key: string;
  /** Of the pictures to it, the median. */
  readonly likeness: number;
}

export interface LessonReport {
  readonly leftOut: readonly LeftOut[];
  /** Other products that it will be taken for, nearest first. */
  readonly lookAlikes: readonly LookAlike[];
  /** The nearest other product, alike or not. */
  readonly nearest: LookAlike | null;
}

/** Whether a picture shows what another one has shown already. */
export function isTooAlike(vector: Float32Array, known: readonly Float32Array[]): boolean {
  return known.some((other) => cosine(other, vector) >= TOO_ALIKE);
}

/**
 * @param vectors of all pictures of the product, each of unit length
 * @param others what the shop knows beside it
 */
export function reportLesson(
  vectors: readonly Float32Array[],
  others: readonly GalleryEntry[],
  rule: MatchRule,
): LessonReport {
  const leftOut = vectors.map((vector, index): LeftOut => {
    const rest = vectors.filter((_, other) => other !== index);
    if (rest.length === 0) return { likeness: 0, isRecognised: false };
    const likeness = likenessTo({ vectors: rest }, vector, rule);
    const rival = Math.max(-1, ...others.map((entry) => likenessTo(entry, vector, rule)));
    return { likeness, isRecognised: likeness >= rule.match && likeness - rival >= rule.margin };
  });
  const ranked = others
    .map((entry) => ({
      key: entry.key,
      likeness: median(vectors.map((vector) => likenessTo(entry, vector, rule))),
    }))
    .sort((a, b) => b.likeness - a.likeness);
  return {
    leftOut,
    lookAlikes: ranked.filter(({ likeness }) => likeness >= rule.match),
    nearest: ranked[0] ?? null,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
