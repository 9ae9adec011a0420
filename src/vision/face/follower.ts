/** Follows the customer's face from step to step and lets the steps vote on who it is. */
import { iou } from '../box.js';
import { average, type Embedding } from './embedder.js';
import type { FaceAnalysis, FaceView } from './face-analyser.js';
import { type Gallery, type Limits, likenessOf } from './gallery.js';
import type { EmbedderProfile } from './profile.js';

/** What the votes say. `weak`: perhaps this member, so ask. */
export type Verdict =
  | { readonly kind: 'strong' | 'weak'; readonly memberId: string; readonly score: number }
  | { readonly kind: 'unknown' };

export interface TimedView extends FaceView {
  /** ms of the follower's clock. */
  readonly time: number;
}

export interface Following {
  /** Another number, another person (or the same one coming back). */
  readonly trackId: number;
  /** When this face was first seen, ms. */
  readonly since: number;
  /** All views of this face, newest last, at most `MAX_VIEWS`. */
  readonly views: readonly TimedView[];
  /** Null while more views are needed. */
  readonly verdict: Verdict | null;
}

export interface Follower {
  /** What is known of the face in front, or null when there is none. */
  readonly current: Following | null;
  /** @param time ms, never going back */
  update(analysis: FaceAnalysis, time: number, gallery: Gallery): Following | null;
  reset(): void;
}

const MAX_VIEWS = 12;
/** A face not seen for so long is gone, ms. */
const GONE_AFTER_MS = 2_500;
/** Votes that count, newest. */
const VOTES = 5;
/** Of the newest four, so many must be sure of one member. */
const STRONG_VOTES = 3;
/** A weak match is said only when a strong one had its chance. */
const WEAK_VOTES = 4;
const UNKNOWN_VOTES = 4;
/** A stranger who only passes by is not asked to register, ms. */
const UNKNOWN_AFTER_MS = 1_500;
/** Overlap from which a turned face that looks different is still the same one. */
const SAME_PLACE_IOU = 0.3;

interface Vote {
  readonly memberId: string | null;
  readonly sure: boolean;
  readonly score: number;
}

export function createFollower(profile: Pick<EmbedderProfile, 'distance'>, limits: Limits): Follower {
  let tracks = 0;
  let current: Following | null = null;
  let votes: Vote[] = [];
  let seenAt = 0;

  function isSameFace(view: FaceView): boolean {
    const last = current?.views.at(-1);
    if (!current || !last) return false;
    const good = goodViews(current.views);
    const known = good.length > 0 ? average(good.map(({ embedding }) => embedding)) : last.embedding;
    const alike = likenessOf(profile.distance, known, view.embedding) >= limits.different;
    return alike || (view.fault !== null && iou(last.box, view.box) >= SAME_PLACE_IOU);
  }

  return {
    get current() {
      return current;
    },
    update({ face }, time, gallery) {
      if (!face) {
        if (current && time - seenAt > GONE_AFTER_MS) this.reset();
        return current;
      }
      if (time - seenAt > GONE_AFTER_MS || !isSameFace(face)) {
        this.reset();
        tracks += 1;
      }
      seenAt = time;
      const views = [...(current?.views ?? []), { ...face, time }].slice(-MAX_VIEWS);
      if (face.fault === null) votes = [...votes, voteOf(gallery, face.embedding, limits)].slice(-VOTES);
      const since = current?.since ?? time;
      current = { trackId: tracks, since, views, verdict: count(votes, time - since) };
      return current;
    },
    reset() {
      current = null;
      votes = [];
    },
  };
}

/** Views good enough to decide who it is. */
export function goodViews(views: readonly TimedView[]): readonly TimedView[] {
  return views.filter(({ fault }) => fault === null);
}

function voteOf(gallery: Gallery, embedding: Embedding, limits: Limits): Vote {
  const match = gallery.nearest(embedding);
  if (!match || match.score < limits.ask || match.margin < limits.margin)
    return { memberId: null, sure: false, score: match?.score ?? 0 };
  return { memberId: match.memberId, sure: match.score >= limits.accept, score: match.score };
}

function count(votes: readonly Vote[], age: number): Verdict | null {
  const newest = votes.at(-1);
  if (!newest) return null;
  const recent = votes.slice(-(STRONG_VOTES + 1));
  const { memberId } = newest;
  if (memberId !== null) {
    const score = meanOf(votes.filter((vote) => vote.memberId === memberId));
    // One step that is sure of somebody else is reason enough to look longer.
    const contradicted = recent.some((vote) => vote.sure && vote.memberId !== memberId);
    const sure = recent.filter((vote) => vote.sure && vote.memberId === memberId).length;
    if (sure >= STRONG_VOTES && !contradicted) return { kind: 'strong', memberId, score };
    const perhaps = votes.filter((vote) => vote.memberId === memberId).length;
    if (perhaps >= WEAK_VOTES && !contradicted) return { kind: 'weak', memberId, score };
    return null;
  }
  const unknown = votes.filter((vote) => vote.memberId === null).length;
  return unknown >= UNKNOWN_VOTES && age >= UNKNOWN_AFTER_MS ? { kind: 'unknown' } : null;
}

function meanOf(votes: readonly Vote[]): number {
  return votes.reduce((sum, { score }) => sum + score, 0) / votes.length;
}
