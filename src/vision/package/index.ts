/** Packages known by their looks, without a detector trained on them. */
export type { PackageEmbedderInfo } from './embedder.js';
export {
  openPackageEyes,
  type PackageEyes,
  type PackageEyesOptions,
  type Study,
  type StudyFault,
} from './eyes.js';
export * from './gallery.js';
export * from './judge.js';
export * from './lesson.js';
export { packageClassOf } from './localise.js';
