export * from './choose.js';
export { average, cosine, type Embedding } from './embedder.js';
export * from './face-analyser.js';
export * from './follower.js';
export * from './gallery.js';
export * from './liveness/challenge.js';
export * from './models/prepare.js';
export * from './profile.js';
