/** How good a model is, on pictures whose contents are known. */
export { averagePrecisions, type Judged, OVERLAPS } from './average-precision.js';
export { isRight, type Judgement } from './confusion.js';
export * from './dataset.js';
export * from './evaluate.js';
