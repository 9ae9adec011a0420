/** What products look like, as vectors in memory, and the question which of them a package is. */
import { average, cosine } from '../face/embedder.js';

/** How the embedder's own numbers say that vectors are to be compared; they come with its file. */
export interface MatchRule {
  /** A product is as near as the middle of so many of its nearest pictures. */
  readonly neighbours: number;
  /** Cosine from which it is that product. */
  readonly match: number;
  /** How much further away the next product must be. */
  readonly margin: number;
}

export interface GalleryEntry {
  /** Names it in a match. */
  readonly key: string;
  readonly vectors: readonly Float32Array[];
}

export interface PackageMatch {
  readonly key: string;
  /** Cosine, −1 … 1. */
  readonly score: number;
  /** How much further away the next entry is; infinite when there is none. */
  readonly margin: number;
  /** Whether that is near enough, and alone near enough, to be it. */
  readonly sure: boolean;
}

export interface PackageGallery {
  readonly rule: MatchRule;
  readonly entries: readonly GalleryEntry[];
  /** @param vector of unit length. @returns null in an empty gallery */
  nearest(vector: Float32Array): PackageMatch | null;
}

/**
 * The cosine to the normalised mean of an entry's nearest pictures. Normalised, because one threshold then means the same for
 * 3 and for 16 pictures; the mean of the cosines would fall with their number.
 */
export function likenessTo(
  { vectors }: Pick<GalleryEntry, 'vectors'>,
  vector: Float32Array,
  { neighbours }: Pick<MatchRule, 'neighbours'>,
): number {
  return cosine(average(nearestOf(vectors, vector, neighbours)), vector);
}

function nearestOf(
  vectors: readonly Float32Array[],
  vector: Float32Array,
  count: number,
): readonly Float32Array[] {
  if (count >= vectors.length) return vectors;
  return vectors
    .map((view) => ({ view, score: cosine(view, vector) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, Math.max(1, count))
    .map(({ view }) => view);
}

export function createPackageGallery(entries: readonly GalleryEntry[], rule: MatchRule): PackageGallery {
  return {
    rule,
    entries,
    nearest(vector) {
      let best: { key: string; score: number } | null = null;
      let second = Number.NEGATIVE_INFINITY;
      for (const entry of entries) {
        const score = likenessTo(entry, vector, rule);
        if (best === null || score > best.score) {
          second = best?.score ?? second;
          best = { key: entry.key, score };
        } else if (score > second) second = score;
      }
      if (best === null) return null;
      const margin = best.score - second;
      return { ...best, margin, sure: best.score >= rule.match && margin >= rule.margin };
    },
  };
}
