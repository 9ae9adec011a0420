/** What a session remembers in tray mode: what lies before the camera, whose it is, and what was changed by hand. */
import { createTray, type TrackerUpdate, type Tray, type TrayItem } from '../../vision/index.js';

export interface TrayState {
  readonly tray: Tray;
  lying: readonly TrayItem[];
  /**
   * Lying items that were there before this visit, by number: the member whose visit ended without paying them, or null.
   * They are in nobody's cart until they are taken away, or until that member comes back.
   */
  readonly leftOver: Map<number, string | null>;
  /** Whose they were that had not come to rest when the last visit ended; `settledUpTo` says which. */
  leaver: string | null;
  /** Lines as the customer set them, by product: they hold for as long as the tray's count is this. */
  readonly byHand: Map<string, number>;
  /** A cart that was restored is not yet compared with the tray before so many frames and ms of the frame clock. */
  catchUp: { readonly until: number | null; readonly frames: number } | null;
  /** What was told last. */
  told: { readonly items: number; readonly left_over: number };
}

/** In so much time and so many frames everything on a tray is seen, ms of the frame clock. */
const CATCH_UP_MS = 3_000;
const CATCH_UP_FRAMES = 10;

export function createTrayState(): TrayState {
  return {
    tray: createTray(),
    lying: [],
    leftOver: new Map(),
    leaver: null,
    byHand: new Map(),
    catchUp: null,
    told: { items: 0, left_over: 0 },
  };
}

/** The cart is older than what the tray has seen: it may only grow until the tray has been looked at. */
export function catchUp(state: TrayState): void {
  state.catchUp = { until: null, frames: CATCH_UP_FRAMES };
}

/**
 * One more frame.
 * @param settledUpTo tracks up to this were there when the last visit ended
 * @returns items that lie there since this frame
 */
export function lookAtTray(
  state: TrayState,
  seen: TrackerUpdate,
  time: number,
  settledUpTo: number,
): readonly TrayItem[] {
  const known = new Set(state.lying.map(({ number }) => number));
  state.lying = state.tray.update(seen, time);
  const fresh = state.lying.filter(({ number }) => !known.has(number));
  for (const { number, firstTrackId } of fresh)
    if (firstTrackId <= settledUpTo && !state.leftOver.has(number)) state.leftOver.set(number, state.leaver);
  if (state.catchUp) {
    const { until, frames } = state.catchUp;
    const end = until ?? time + CATCH_UP_MS;
    state.catchUp = time >= end && frames <= 1 ? null : { until: end, frames: frames - 1 };
  }
  return fresh;
}

/** Items in view that belong to whoever is signed in, or signs in next. */
export function ownItems({ lying, leftOver }: TrayState): readonly TrayItem[] {
  return lying.filter(({ number }) => !leftOver.has(number));
}

/**
 * The visit is over: what lies there is not the next customer's.
 * @param member whose it still is; null when it is paid
 */
export function leaveTray(state: TrayState, member: string | null): void {
  for (const { number } of ownItems(state)) state.leftOver.set(number, member);
  state.leaver = member;
  state.byHand.clear();
  state.catchUp = null;
}

/** Items of a sale that lie there still: they are paid, so they are left over. */
export function payOnTray(
  state: TrayState,
  sold: readonly { readonly productId: string; readonly quantity: number }[],
  productIdOf: (classId: number) => string | undefined,
): void {
  for (const { productId, quantity } of sold) {
    const items = ownItems(state).filter(({ classId }) => productIdOf(classId) === productId);
    for (const { number } of items.slice(0, quantity)) state.leftOver.set(number, null);
  }
}

/**
 * What a member left lying there unpaid is in the cart again when that member comes back.
 * @returns whether also what had not come to rest then is the member's
 */
export function returnToTray(state: TrayState, member: string): boolean {
  for (const [number, owner] of state.leftOver) if (owner === member) state.leftOver.delete(number);
  const isLeaver = state.leaver === member;
  if (isLeaver) state.leaver = null;
  return isLeaver;
}
