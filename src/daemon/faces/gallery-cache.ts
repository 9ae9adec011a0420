/** The members' templates in memory, opened again whenever the store says that they changed. */
import type { FaceVault, Store } from '../../shop/index.js';
import { createGallery, type EmbedderProfile, type Gallery, type GalleryMember } from '../../vision/index.js';
import { describeFault, type Logger } from '../log.js';

export interface GalleryCache {
  /** @throws AppError `store_unavailable` */
  current(): Promise<Gallery>;
}

/** @throws Error when faces are kept and none of them can be opened: the master key is not this store's */
export async function openGalleryCache(
  store: Store,
  vault: FaceVault,
  profile: EmbedderProfile,
  log: Logger,
): Promise<GalleryCache> {
  let version = await store.facesVersion();
  let gallery = await load(true);

  async function load(first: boolean): Promise<Gallery> {
    const faces = await store.listFaces();
    const members: GalleryMember[] = [];
    let refused: unknown = null;
    for (const face of faces) {
      if (face.embedder !== profile.id) {
        log.warn({ member: face.memberId, embedder: face.embedder }, 'face of another embedder is not used');
        continue;
      }
      try {
        members.push({ memberId: face.memberId, templates: vault.open(face).templates });
      } catch (error) {
        refused = error;
        log.error({ member: face.memberId, ...describeFault(error) }, 'face cannot be opened');
      }
    }
    if (first && refused !== null && members.length === 0) throw refused;
    log.info({ members: members.length }, 'faces loaded');
    return createGallery(profile.distance, members);
  }

  return {
    async current() {
      const now = await store.facesVersion();
      if (now !== version) {
        gallery = await load(false);
        version = now;
      }
      return gallery;
    },
  };
}
