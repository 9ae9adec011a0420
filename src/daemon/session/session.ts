/** One checkout counter: who stands there, what is in the cart, who watches. */
import type { CartMode, Facts, OutboundMessage, SignInMethod } from '../../protocol/index.js';
import { type Member, type Visit, viewCart, viewMember } from '../../shop/index.js';
import { createTracker, type Item, type Tracker, type TrackerOptions } from '../../vision/index.js';
import { createFaceState, type FaceState } from './face-state.js';
import { createFrameClock } from './frame-clock.js';
import { createInbox, type Inbox, type InboxHandlers } from './inbox.js';
import { createLookState, type LookState } from './look-state.js';
import { createMutex, type Mutex } from './mutex.js';
import { createTrayState, type TrayState } from './tray-state.js';

/** A socket that follows a session. */
export interface Watcher {
  send(message: OutboundMessage): void;
  /** Sends a picture as a binary frame; left out when the reader is behind. */
  sendPicture(frame: Uint8Array): void;
  /** Whether it asked for the pictures of another socket's camera. */
  wantsPictures: boolean;
}

export interface SignedIn {
  readonly member: Member;
  readonly visit: Visit;
  readonly method: SignInMethod;
  /** Whether this visit's customer has shown to be a living person where the policy asks for it. */
  readonly live: boolean;
}

export interface IncomingFrame {
  readonly sender: Watcher;
  /** Null when a trusted edge sent facts instead. */
  readonly jpeg: Uint8Array | null;
  readonly facts: Facts | null;
  /** ISO time the sender stamped, or of arrival. */
  readonly timestamp: string;
  /** ms since 1970 by the sender's clock, or null. */
  readonly capturedAt: number | null;
  /** ms of `performance.now()`. */
  readonly arrivedAt: number;
  readonly seq: number | undefined;
}

export interface View {
  /** Items in view. */
  readonly present: readonly Item[];
  readonly lastTrackId: number;
  /** When it was seen: ms of `performance.now()`, and of the session's frame clock. */
  readonly seenAt: number;
  readonly time: number;
}

export const NOTHING_SEEN: View = { present: [], lastTrackId: 0, seenAt: 0, time: 0 };

export interface Session {
  readonly id: string;
  readonly inbox: Inbox<IncomingFrame>;
  readonly watchers: Set<Watcher>;
  tracker: Tracker;
  /** What the tracked objects look like. */
  readonly sight: LookState;
  readonly clock: ReturnType<typeof createFrameClock>;
  /** Changes of sign-in and cart go through here, so that a checkout and a new item never cross. */
  readonly lock: Mutex;
  signedIn: SignedIn | null;
  /** Which cart was sold to who is still signed in; the rest of it, which came while the answer was lost, goes on under another id. */
  soldCartId: string | null;
  /** Whether the cart changed while the store was away. */
  unsaved: boolean;
  /** Tracks that went into this visit's cart. */
  readonly counted: Set<number>;
  /** What lay before the camera when the last visit ended has track numbers up to this; it is nobody's to pay. */
  settledUpTo: number;
  /** Null in scan mode. */
  readonly tray: TrayState | null;
  /**
   * What a restart of the daemon found and may still see lying there, items by product: in scan mode what is in the cart,
   * in tray mode what was sold last.
   */
  readonly recovered: Map<string, number>;
  /** Who stands there, as far as faces tell. */
  readonly faces: FaceState;
  /** What the last analysed frame showed. */
  view: View;
  /** Which watcher's camera feeds the tracker, and when it last did, ms of `performance.now()`. */
  camera: { readonly watcher: Watcher; readonly at: number } | null;
  /** When frames were analysed, ms of `performance.now()`; the last seconds only, oldest first. */
  readonly analysedAt: number[];
  /** ms of `performance.now()`, which nobody can set back; the last time somebody did something here. */
  activeAt: number;
  /** Whether the customer was told that the sign-out is near. */
  warned: boolean;
  /** ms of `performance.now()`; since when nobody watches, or null while somebody does. */
  unwatchedSince: number | null;
}

/** How a session's frames are worked on and dropped. */
export interface FrameHandlers {
  readonly work: (session: Session, frame: IncomingFrame) => Promise<void>;
  readonly onDrop: InboxHandlers<IncomingFrame>['onDrop'];
}

export function createSession(
  id: string,
  { tracker, cartMode }: { readonly tracker: TrackerOptions; readonly cartMode: CartMode },
  frames: FrameHandlers,
): Session {
  const now = performance.now();
  const sight = createLookState();
  const session: Session = {
    id,
    inbox: createInbox({ work: (frame) => frames.work(session, frame), onDrop: frames.onDrop }),
    watchers: new Set(),
    sight,
    tracker: createTracker(tracker, 1, sight.naming),
    clock: createFrameClock(),
    lock: createMutex(),
    signedIn: null,
    soldCartId: null,
    unsaved: false,
    counted: new Set(),
    settledUpTo: 0,
    tray: cartMode === 'tray' ? createTrayState() : null,
    recovered: new Map(),
    faces: createFaceState(),
    view: NOTHING_SEEN,
    camera: null,
    analysedAt: [],
    activeAt: now,
    warned: false,
    unwatchedSince: now,
  };
  return session;
}

export function broadcast(session: Session, message: OutboundMessage): void {
  for (const watcher of session.watchers) watcher.send(message);
}

/** What a socket is told first, so that a page that comes back shows what is. */
export function sessionState(session: Session): OutboundMessage {
  const { signedIn } = session;
  return {
    type: 'session_state',
    session_id: session.id,
    user: signedIn ? viewMember(signedIn.member) : null,
    cart_mode: session.tray ? 'tray' : 'scan',
    ...viewCart(signedIn?.visit.cart ?? []),
  };
}

/** Somebody did something here; the time to the idle sign-out starts again. */
export function markActive(session: Session): void {
  session.activeAt = performance.now();
  session.warned = false;
}
