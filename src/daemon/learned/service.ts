/** The products that were learned by their looks, as the store has them now, ready to be compared with. */
import { AppError } from '../../protocol/index.js';
import { type LearnedProduct, lookedAtBy, MIN_LEARNED_VIEWS, type Store } from '../../shop/index.js';
import {
  type AnalysisPool,
  createPackageGallery,
  type GalleryEntry,
  type PackageEmbedderInfo,
  type PackageGallery,
} from '../../vision/index.js';
import { describeFault, type Logger } from '../log.js';
import { createLearnedNames, type LearnedNames } from './names.js';
import type { LearnedOptions } from './options.js';
import { readReferences, referenceKey } from './references.js';

export interface LearnedGallery extends PackageGallery {
  /** Views of one object that are averaged before it is compared. */
  readonly frames: number;
}

export interface LearnedProducts {
  readonly options: LearnedOptions;
  readonly names: LearnedNames;
  /**
   * What was learned, and looks of the model's own classes that compete with it; null where nothing was. Asked for with
   * every frame, so that a change holds for the next one. While the store is away it is what it was.
   */
  current(): Promise<LearnedGallery | null>;
  /** @throws Error when the embedder cannot be used */
  embedder(): Promise<PackageEmbedderInfo>;
  /** Looks of the classes of the model in use. */
  references(): Promise<readonly GalleryEntry[]>;
}

/** An embedder that could not be used is tried again after this, ms. */
const TRY_AGAIN_MS = 60_000;

export function createLearnedProducts(
  options: LearnedOptions,
  pool: AnalysisPool,
  store: Store,
  log: Logger,
): LearnedProducts {
  const names = createLearnedNames();
  const products = new Map<string, LearnedProduct>();
  let allReferences: readonly GalleryEntry[] | null = null;
  let known: {
    readonly versions: string;
    readonly model: string;
    readonly gallery: LearnedGallery | null;
  } | null = null;
  let info: Promise<PackageEmbedderInfo> | null = null;
  let failedAt = Number.NEGATIVE_INFINITY;

  function embedder(): Promise<PackageEmbedderInfo> {
    if (info) return info;
    const preparing = pool.preparePackages(options);
    preparing.catch(() => {
      info = null;
    });
    info = preparing;
    return preparing;
  }

  /** Kept with the vectors of this embedder, so that they are made once. Somebody else's change goes before. */
  async function renewed(product: LearnedProduct, { id }: PackageEmbedderInfo): Promise<LearnedProduct> {
    const again = await lookedAtBy(product, id, (jpegs) => pool.embedCrops(jpegs, options));
    if (again === product) return product;
    await store.putLearned(again, product.version);
    log.info({ product: product.productId, embedder: id }, 'learned product looked at by another embedder');
    return again;
  }

  async function references(): Promise<readonly GalleryEntry[]> {
    allReferences ??= await readReferences(options.references, (jpegs) => pool.embedCrops(jpegs, options));
    const classes = new Set([...pool.model.classes.values()].map(referenceKey));
    return allReferences.filter(({ key }) => classes.has(key));
  }

  async function load(versions: ReadonlyMap<string, string>): Promise<LearnedGallery | null> {
    const used = await embedder();
    for (const id of products.keys()) if (!versions.has(id)) products.delete(id);
    for (const [id, version] of versions) {
      if (products.get(id)?.version === version) continue;
      const found = await store.findLearned(id);
      if (found) products.set(id, await renewed(found, used));
      else products.delete(id);
    }
    const learned = [...products.values()].filter(({ views }) => views.length >= MIN_LEARNED_VIEWS);
    log.info({ products: learned.length }, 'learned products loaded');
    if (learned.length === 0) return null;
    const entries = [
      ...learned.map(({ productId, views }) => ({
        key: productId,
        vectors: views.map(({ vector }) => vector),
      })),
      ...(await references()),
    ];
    return { ...createPackageGallery(entries, used.rule), frames: used.frames };
  }

  return {
    options,
    names,
    embedder,
    references,
    async current() {
      try {
        const versions = await store.listLearned();
        const text = [...versions]
          .map(([id, version]) => `${id}:${version}`)
          .sort()
          .join(' ');
        const model = pool.model.digest;
        if (known?.versions === text && known.model === model) return known.gallery;
        if (versions.size > 0 && performance.now() - failedAt < TRY_AGAIN_MS) return null;
        known = { versions: text, model, gallery: versions.size === 0 ? null : await load(versions) };
        return known.gallery;
      } catch (error) {
        if (error instanceof AppError && error.code === 'store_unavailable') return known?.gallery ?? null;
        failedAt = performance.now();
        log.error(describeFault(error), 'learned products cannot be recognised');
        return null;
      }
    },
  };
}
