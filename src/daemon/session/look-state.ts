/** What a session's objects look like, track by track, and what follows from it. */
import type { ImageSize, Look, Naming } from '../../vision/index.js';

/** What is known of one track. */
export interface LookedAt {
  readonly looks: Look[];
  /** When it was first and last seen here, ms by the frame clock. */
  readonly since: number;
  seenAt: number;
  /** A name by its looks; null where they leave it to the class, and to which; undefined while that is open. */
  name: number | null | undefined;
  settledFor: number;
  /** The customer was told that the shop does not know it. */
  isUnknown: boolean;
  /** Frames that showed it as a package and nothing more. */
  packageViews: number;
}

/** An object that the customer was told of, so that it is told of once however often its track is lost. */
export interface Told {
  readonly vector: Float32Array | null;
  at: number;
}

export interface LookState {
  readonly tracks: Map<number, LookedAt>;
  told: readonly Told[];
  /** Of the last frame. */
  size: ImageSize;
  /** When the next look is due, ms by the frame clock. */
  nextAt: number;
  /** What the tracker is told; the first three as of this frame. */
  readonly naming: { isOn: boolean; packageClass: number; startScore: number } & Naming;
}

export function createLookState(): LookState {
  const tracks = new Map<number, LookedAt>();
  const naming = {
    isOn: false,
    packageClass: -1,
    startScore: 1,
    nameOf(trackId: number, classId: number) {
      const known = tracks.get(trackId);
      if (typeof known?.name === 'number') return known.name;
      // Where nothing was learned there is nothing to ask the looks for.
      if (naming.startScore === 1) return classId === naming.packageClass ? undefined : null;
      return known?.name === null && known.settledFor === classId ? null : undefined;
    },
  };
  return { tracks, told: [], size: { width: 0, height: 0 }, nextAt: 0, naming };
}

/** Tracks are numbered anew. */
export function forgetTracks(state: LookState): void {
  state.tracks.clear();
}
