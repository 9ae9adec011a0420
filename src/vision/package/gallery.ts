/** What products look like, as vectors in memory, and the question which of them a package is. */
import { cosine } from '../face/embedder.js';

/** How the embedder's own numbers say that vectors are to be compared; they come with its file. */
export interface MatchRule {
  /** A product is as near as the mean of so many of its nearest pictures. */
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

/** The mean of the largest cosines between a vector and an entry's pictures. */
export function likenessTo(
  { vectors }: GalleryEntry,
  vector: Float32Array,
  { neighbours }: Pick<MatchRule, 'neighbours'>,
): number {
  const nearest = vectors
    .map((view) => cosine(view, vector))
    .sort((a, b) => b - a)
    .slice(0, Math.max(1, neighbours));
  return nearest.reduce((sum, value) => sum + value, 0) / nearest.length;
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
