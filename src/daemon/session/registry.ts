/** All sessions of a daemon: made when first needed, restored after a restart, ended when nobody comes back. */
import { AppError } from '../../protocol/index.js';
import type { DaemonContext } from '../context.js';
import { describeFault } from '../log.js';
import { releaseCamera, releaseQuietCamera } from './camera.js';
import { storeUnsavedCart } from './cart-items.js';
import { beginGuard } from './face-state.js';
import { frameHandlers } from './frame-flow.js';
import { expireChallenge } from './prompts.js';
import { createSession, type Session, type Watcher } from './session.js';
import { signOut, warnOfIdle } from './sign-out.js';
import { catchUp } from './tray-state.js';

/** Sales before a restart that are looked through for what may still lie on a tray. */
const RECENT_SALE_MS = 10 * 60_000;
const RECENT_SALES = 50;

export interface SessionRegistry {
  /**
   * The session of this id, made anew when there is none.
   * @throws AppError `too_many_sessions`, `store_unavailable`
   */
  open(id: string): Promise<Session>;
  /** The session of this id, from memory or from the store's visit; null when there is neither. */
  find(id: string): Promise<Session | null>;
  watch(session: Session, watcher: Watcher): void;
  unwatch(session: Session, watcher: Watcher): void;
  readonly size: number;
  /** Those in memory now. */
  list(): readonly Session[];
  /** Ends what nobody came back to. Called by a timer; takes the time for tests. */
  sweep(now: number): Promise<void>;
  /** Takes no more frames; resolves when those in work are answered. Visits stay in the store. */
  close(): Promise<void>;
}

export function createSessionRegistry(context: DaemonContext): SessionRegistry {
  const { options, store, metrics, log } = context;
  const frames = frameHandlers(context);
  const sessions = new Map<string, Promise<Session>>();
  const loaded = new Map<string, Session>();
  let facesVersion = -1;

  /** Two sockets that open at once must get one session: the promise is registered before anything is awaited. */
  function load(id: string): Promise<Session> {
    const loading = restore(id).then(
      (session) => {
        loaded.set(id, session);
        metrics.sessions.set(loaded.size);
        return session;
      },
      (error) => {
        sessions.delete(id);
        throw error;
      },
    );
    sessions.set(id, loading);
    return loading;
  }

  async function restore(id: string): Promise<Session> {
    const session = createSession(id, options, frames);
    const visit = await store.findVisit(id);
    if (session.tray) catchUp(session.tray);
    if (!visit) {
      if (session.tray) await recoverSale(session);
      return session;
    }
    const member = await store.findMember(visit.memberId);
    // One of the future is as old: the clock was set back since.
    const stale = Math.abs(Date.now() - Date.parse(visit.updatedAt)) > options.idleMs;
    if (!member || stale) await store.endVisit(id);
    else {
      // How the customer proved to be alive is not kept; a restart asks nobody twice.
      session.signedIn = { member, visit, method: 'pin', live: true };
      beginGuard(session.faces);
      if (!session.tray) for (const line of visit.cart) session.recovered.set(line.productId, line.quantity);
      log.info({ session: id, lines: visit.cart.length }, 'visit restored');
    }
    return session;
  }

  /** What was sold here a moment before a restart may still lie there, and is paid. */
  async function recoverSale(session: Session): Promise<void> {
    const from = new Date(Date.now() - RECENT_SALE_MS).toISOString();
    const { orders } = await store.searchOrders({ from, voided: false }, null, RECENT_SALES);
    const last = orders.find(({ sessionId }) => sessionId === session.id);
    for (const line of last?.lines ?? []) session.recovered.set(line.productId, line.quantity);
  }

  async function end(session: Session): Promise<void> {
    await signOut(context, session, 'expired');
    if (session.watchers.size > 0) return;
    void session.inbox.close();
    sessions.delete(session.id);
    loaded.delete(session.id);
    metrics.sessions.set(loaded.size);
  }

  /** A member may be erased by another process while signed in here. */
  async function signOutForgotten(): Promise<void> {
    try {
      const version = await store.facesVersion();
      if (version === facesVersion) return;
      for (const session of loaded.values()) {
        const { signedIn } = session;
        if (signedIn && !(await store.findMember(signedIn.member.id)))
          await signOut(context, session, 'forgotten');
      }
      facesVersion = version;
    } catch (error) {
      log.warn(describeFault(error), 'erased members could not be looked for');
    }
  }

  /** The log knows already when the store is away; the next sweep tries again. */
  async function storeUnsaved(session: Session): Promise<void> {
    if (session.unsaved) await session.lock(() => storeUnsavedCart(context, session)).catch(() => {});
  }

  return {
    async open(id) {
      const known = sessions.get(id);
      if (known) return known;
      if (sessions.size >= options.maxSessions) throw new AppError('too_many_sessions');
      return load(id);
    },
    async find(id) {
      const known = sessions.get(id);
      if (known) return known;
      if (!(await store.findVisit(id))) return null;
      return sessions.get(id) ?? load(id);
    },
    watch(session, watcher) {
      session.watchers.add(watcher);
      session.unwatchedSince = null;
    },
    unwatch(session, watcher) {
      session.watchers.delete(watcher);
      if (session.camera?.watcher === watcher) releaseCamera(session);
      if (session.watchers.size === 0) session.unwatchedSince = performance.now();
    },
    get size() {
      return loaded.size;
    },
    list: () => [...loaded.values()],
    async sweep(now) {
      await signOutForgotten();
      for (const session of [...loaded.values()]) {
        try {
          expireChallenge(metrics, session);
          await storeUnsaved(session);
          releaseQuietCamera(session);
          const alone = session.unwatchedSince;
          // A sign-in while the kiosk reconnects counts as coming back.
          const abandoned = alone !== null && now - Math.max(alone, session.activeAt) > options.graceMs;
          if (abandoned) await end(session);
          else if (session.signedIn && now - session.activeAt > options.idleMs) {
            await signOut(context, session, 'idle');
          } else warnOfIdle(context, session, now);
        } catch (error) {
          // The store is away; the session stays and the next sweep tries again.
          log.warn({ session: session.id, ...describeFault(error) }, 'session could not be ended');
        }
      }
    },
    async close() {
      await Promise.all([...loaded.values()].map(({ inbox }) => inbox.close()));
      await Promise.all([...loaded.values()].map(({ faces }) => faces.running));
      await Promise.all([...loaded.values()].map(storeUnsaved));
    },
  };
}
