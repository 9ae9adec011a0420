/** The members' templates in memory. What the store says has changed is opened anew, and nothing else. */
import { setImmediate as turn } from 'node:timers/promises';
import { type FaceVault, faceMarks, type Store } from '../../shop/index.js';
import { createGallery, type EmbedderProfile, type Gallery } from '../../vision/index.js';
import { describeFault, type Logger } from '../log.js';

export interface GalleryCache {
  /** As the store is now or later. @throws AppError `store_unavailable` */
  current(): Promise<Gallery>;
}

/** So many faces are opened at a time, about 5 ms; others are answered in between. */
const BATCH = 100;

/** @throws Error when faces are kept and none of them can be opened: the master key is not this store's */
export async function openGalleryCache(
  store: Store,
  vault: FaceVault,
  profile: EmbedderProfile,
  log: Logger,
): Promise<GalleryCache> {
  const gallery = createGallery(profile.distance, []);
  /** Marks of the faces that were looked at, by member. */
  const known = new Map<string, string>();
  let version: number | null = null;

  /** @returns the reason why a face could not be opened, or null */
  async function open(memberId: string): Promise<unknown> {
    const face = await store.findFace(memberId);
    // Erased or changed since the marks were read: the version has changed again.
    if (face === null || face.embedder !== profile.id) return null;
    try {
      gallery.put({ memberId, templates: vault.open(face).templates });
      return null;
    } catch (error) {
      gallery.remove(memberId);
      log.error({ member: memberId, ...describeFault(error) }, 'face cannot be opened');
      return error;
    }
  }

  async function refresh(): Promise<void> {
    const now = await store.facesVersion();
    if (now === version) return;
    const marks = new Map<string, string>();
    for await (const { memberId, embedder, mark } of faceMarks(store)) {
      marks.set(memberId, mark);
      if (embedder === profile.id || known.get(memberId) === mark) continue;
      log.warn({ member: memberId, embedder }, 'face of another embedder is not used');
      gallery.remove(memberId);
      known.set(memberId, mark);
    }
    for (const memberId of known.keys()) {
      if (marks.has(memberId)) continue;
      gallery.remove(memberId);
      known.delete(memberId);
    }
    const refused = await openChanged(marks);
    if (version === null && refused !== null && gallery.size === 0) throw refused;
    log.info({ members: gallery.size }, 'faces loaded');
    version = now;
  }

  async function openChanged(marks: ReadonlyMap<string, string>): Promise<unknown> {
    let refused: unknown = null;
    let opened = 0;
    for (const [memberId, mark] of marks) {
      if (known.get(memberId) === mark) continue;
      refused = (await open(memberId)) ?? refused;
      known.set(memberId, mark);
      opened += 1;
      if (opened % BATCH === 0) await turn();
    }
    return refused;
  }

  // One after the other: who asks while a change is read may mean a later one.
  let last = refresh();
  await last;
  return {
    async current() {
      last = last.catch(() => {}).then(refresh);
      await last;
      return gallery;
    },
  };
}
