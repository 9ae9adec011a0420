/** Everybody's templates in memory, and the question whose face this is. */
import { average, cosine, type Embedding } from './embedder.js';
import type { EmbedderProfile } from './profile.js';
import { createVectorTable } from './scan/vector-table.js';

export interface GalleryMember {
  readonly memberId: string;
  /** One or more, of the gallery's embedder. */
  readonly templates: readonly Embedding[];
}

export interface Match {
  readonly memberId: string;
  /** How near the member is: a cosine, or with a euclidean profile the distance below zero. More is nearer. */
  readonly score: number;
  /** How much further away the nearest other member is; infinite when there is none. */
  readonly margin: number;
}

export interface Gallery {
  readonly size: number;
  /** The nearest member, or null in an empty gallery. */
  nearest(embedding: Embedding): Match | null;
  /** How near one member is, or null when that member has no face here. */
  scoreOf(memberId: string, embedding: Embedding): number | null;
}

/** A gallery that members come to and leave. */
export interface OpenGallery extends Gallery {
  /** Adds a member, or gives one who is there other templates. */
  put(member: GalleryMember): void;
  /** Does nothing when the member is not there. */
  remove(memberId: string): void;
}

/** Thresholds in the direction of `Match.score`: more is nearer. */
export interface Limits {
  readonly accept: number;
  readonly ask: number;
  readonly margin: number;
  readonly different: number;
}

export function limitsOf({ distance, thresholds }: EmbedderProfile): Limits {
  if (distance === 'cosine') return thresholds;
  const { accept, ask, margin, different } = thresholds;
  return { accept: -accept, ask: -ask, margin, different: -different };
}

/** How alike two faces are, in the profile's measure; more is more alike. */
export function likenessOf(distance: EmbedderProfile['distance'], a: Embedding, b: Embedding): number {
  const similarity = cosine(a, b);
  return distance === 'cosine' ? similarity : -Math.sqrt(Math.max(0, 2 - 2 * similarity));
}

/**
 * A member is compared by the middle of the templates. On the ten people of LFW it gave fewer false accepts than the
 * nearest template and needs one product a member.
 */
export function createGallery(
  distance: EmbedderProfile['distance'],
  members: readonly GalleryMember[],
): OpenGallery {
  const table = createVectorTable();
  /** Whose the rows of the table are, and the other way round. */
  const ids: string[] = [];
  const rows = new Map<string, number>();
  const likeness = (row: number, embedding: Embedding) => likenessOf(distance, table.get(row), embedding);

  const gallery: OpenGallery = {
    get size() {
      return ids.length;
    },
    nearest(embedding) {
      let best: { memberId: string; score: number } | null = null;
      let second = Number.NEGATIVE_INFINITY;
      for (const row of table.nearest(embedding)) {
        const score = likeness(row, embedding);
        if (best === null || score > best.score) {
          second = best?.score ?? second;
          best = { memberId: ids[row] as string, score };
        } else if (score > second) second = score;
      }
      return best && { ...best, margin: best.score - second };
    },
    scoreOf(memberId, embedding) {
      const row = rows.get(memberId);
      return row === undefined ? null : likeness(row, embedding);
    },
    put({ memberId, templates }) {
      const row = rows.get(memberId) ?? ids.length;
      table.set(row, average(templates));
      ids[row] = memberId;
      rows.set(memberId, row);
    },
    remove(memberId) {
      const row = rows.get(memberId);
      if (row === undefined) return;
      table.remove(row);
      rows.delete(memberId);
      const last = ids.pop() as string;
      if (last === memberId) return;
      ids[row] = last;
      rows.set(last, row);
    },
  };
  for (const member of members) gallery.put(member);
  return gallery;
}
