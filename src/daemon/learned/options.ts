/** What is needed to sell products by their looks. */
import type { PackageEyesOptions } from '../../vision/index.js';

export interface LearnedOptions extends PackageEyesOptions {
  /** Folder of pictures of products that a model was trained on, by class name: they compete with what was learned. */
  readonly references: string | null;
}
