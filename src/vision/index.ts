/** Pixels → facts. Knows no store and no socket. */
export * from './analysis-pool.js';
export { MAX_PIXELS } from './decode-image.js';
export * from './evaluate/index.js';
export * from './face/index.js';
export * from './facts.js';
export * from './library/index.js';
export { classNameOf } from './model/class-names.js';
export { type Analysis, type Detector, loadDetector, type ModelInfo } from './model/detector.js';
export * from './package/index.js';
export { type Naming, NO_NAMING } from './track/naming.js';
export * from './track/tracker.js';
export * from './track/tray.js';
export type * from './types.js';
