/** What the shop has learned of a product's looks from its owner's pictures, without training a model. */

export interface LearnedView {
  /** A square cut-out with the product in its middle. Kept so that another embedder can look at it too. */
  readonly jpeg: Uint8Array;
  /** Its embedding, of unit length. */
  readonly vector: Float32Array;
}

export interface LearnedProduct {
  readonly productId: string;
  /** Names the embedder that made the vectors: those of two embedders are never compared. */
  readonly embedder: string;
  /** In the order they were shown. */
  readonly views: readonly LearnedView[];
  /** Another one after each change. */
  readonly version: string;
}

/** Fewer pictures do not show a product well enough to sell it by. */
export const MIN_LEARNED_VIEWS = 3;
/** More add nothing but time. */
export const MAX_LEARNED_VIEWS = 32;
