/** What the views of one object say together: which product it looks like, or that no product looks like it. */
import { average } from '../face/embedder.js';
import type { PackageGallery, PackageMatch } from './gallery.js';

/** A look at an object, as a unit vector. */
export interface Look {
  readonly vector: Float32Array;
  /** ms, by the tracker's clock. */
  readonly time: number;
}

export type LookJudgement =
  /** More views are needed. */
  | { readonly kind: 'open' }
  /** It is what it looks like. */
  | { readonly kind: 'named'; readonly match: PackageMatch }
  /** It looks like nothing that was learned: what the detector says stands. */
  | { readonly kind: 'unlike' };

/** Views that name an object, and how many of them must be nearest to the same product by themselves. */
const VIEWS_TO_NAME = 3;
const AGREEING_SHARE = 0.6;
/** Views after which an object that is like no product will not become it; the detector knows it, or it does not. */
const VIEWS_WHEN_KNOWN = 1;
const VIEWS_WHEN_UNKNOWN = 4;

/**
 * @param looks of one object, oldest first
 * @param frames the newest so many are averaged
 * @param isKnown whether the detector itself says which product it is: then one unlike view is enough to let that stand
 */
export function judgeLooks(
  looks: readonly Look[],
  gallery: PackageGallery,
  frames: number,
  isKnown: boolean,
): LookJudgement {
  const newest = looks.slice(-Math.max(frames, VIEWS_TO_NAME));
  if (newest.length === 0) return { kind: 'open' };
  const match = gallery.nearest(average(newest.map(({ vector }) => vector)));
  if (match?.sure) {
    if (newest.length < VIEWS_TO_NAME) return { kind: 'open' };
    const agreeing = newest.filter(({ vector }) => gallery.nearest(vector)?.key === match.key).length;
    if (agreeing >= AGREEING_SHARE * newest.length) return { kind: 'named', match };
  }
  return looks.length >= (isKnown ? VIEWS_WHEN_KNOWN : VIEWS_WHEN_UNKNOWN)
    ? { kind: 'unlike' }
    : { kind: 'open' };
}
