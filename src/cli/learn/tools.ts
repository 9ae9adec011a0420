/** What teaching needs on the command line: the same models and rules as the daemon's, without its workers. */

import { isReference, readReferences } from '../../daemon/learned/references.js';
import { allLearned, lookedAtBy, type Store } from '../../shop/index.js';
import {
  classNameOf,
  type Detector,
  type GalleryEntry,
  loadDetector,
  openPackageEyes,
  type PackageEyes,
} from '../../vision/index.js';
import { LOCALISER, REFERENCES_DIR } from '../settings.js';

export interface Teacher extends PackageEyes {
  /** Name of a class of the localiser. */
  classNameOf(classId: number): Promise<string>;
}

/** The localiser is loaded when the first product has to be found. @throws Error when the embedder cannot be used */
export async function openTeacher(embedder: string): Promise<Teacher> {
  let localiser: Promise<Detector> | null = null;
  const eyes = await openPackageEyes(embedder, async (jpeg, minScore) => {
    localiser ??= loadDetector(LOCALISER);
    return (await localiser).detect(jpeg, minScore);
  });
  return {
    ...eyes,
    classNameOf: async (classId) => classNameOf((await localiser)?.info.classes ?? new Map(), classId),
    async close() {
      await eyes.close();
      await (await localiser)?.close();
    },
  };
}

/** Everything that the shop knows by its looks, but one product. Classes that it was trained on have their own keys. */
export async function othersThan(
  store: Store,
  { info, embedCrops }: PackageEyes,
  productId: string,
): Promise<readonly GalleryEntry[]> {
  const learned = (await allLearned(store)).filter((product) => product.productId !== productId);
  const current = await Promise.all(learned.map((product) => lookedAtBy(product, info.id, embedCrops)));
  const taught = current.map((product) => ({
    key: product.productId,
    vectors: product.views.map(({ vector }) => vector),
  }));
  return [...taught, ...(await readReferences(REFERENCES_DIR, embedCrops))];
}

export { isReference };
