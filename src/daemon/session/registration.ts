/** Becoming a member at the counter, with the face that stands there. */
import { AppError, type RegisterRequest } from '../../protocol/index.js';
import {
  addFace,
  agreeTo,
  consentNotice,
  counterOf,
  type Member,
  type NewFace,
  normalisePhone,
  registerWithFace,
} from '../../shop/index.js';
import { average, goodViews } from '../../vision/index.js';
import type { DaemonContext } from '../context.js';
import type { ReadyFaces } from '../faces/service.js';
import { type Pending, REGISTRATION_VIEWS } from './face-state.js';
import type { Session } from './session.js';
import { signIn } from './sign-in.js';

/** Typing takes time; so long a face may be registered after it was last seen, when no other came since, ms. */
const PENDING_MS = 30_000;

/**
 * Registers the face in front of a session and signs it in. A member who is signed in by PIN gets the face added.
 * @throws AppError `faces_unavailable`, `no_face`, `face_not_live`, `face_taken`, `phone_taken`, `session_busy`, `bad_request`
 */
export async function register(
  context: DaemonContext,
  session: Session,
  { name, phone, pin }: RegisterRequest,
): Promise<Member> {
  const { ready } = context.faces;
  if (!ready) throw new AppError('faces_unavailable');
  const store = context.store.as(counterOf({ sessionId: session.id }));
  const face = await newFaceOf(context, ready, session);
  const now = new Date();
  const { signedIn } = session;
  if (signedIn) {
    if (signedIn.member.phone !== normalisePhone(phone)) throw new AppError('session_busy');
    await addFace(store, ready.vault, signedIn.member.id, face, now);
    context.log.info({ session: session.id, member: signedIn.member.id }, 'face added');
    return signedIn.member;
  }
  const member = await registerWithFace(store, ready.vault, { name, phone, pin, ...face }, now);
  await store.setLastVisit(member.id, now.toISOString());
  session.faces.pending = null;
  context.log.info({ session: session.id, member: member.id }, 'registered');
  await signIn(context, session, member, { method: 'face', live: false });
  return member;
}

async function newFaceOf(context: DaemonContext, ready: ReadyFaces, session: Session): Promise<NewFace> {
  const { views, photo, trackId } = pendingOf(session);
  const policy = context.options.faces?.liveness ?? 'off';
  // Who signed in by PIN has proved more than a moving head does.
  if (policy !== 'off' && !session.signedIn && session.faces.aliveTrack !== trackId)
    throw new AppError('face_not_live');
  const templates = views.map(({ embedding }) => embedding);
  const nearest = (await ready.gallery()).nearest(average(templates));
  // Anything that might be that member: two members with one face could never be told apart again.
  const known = nearest !== null && nearest.score >= ready.limits.ask;
  if (known && nearest.memberId !== session.signedIn?.member.id) throw new AppError('face_taken');
  const notice = consentNotice({ keepsPhotos: context.options.faces?.keepPhotos ?? false });
  const record = { templates, photos: photo ? [photo] : [] };
  return { record, embedder: ready.profile.id, consent: agreeTo(notice, new Date()) };
}

/** The face in front now, or the one that was asked to register a moment ago. */
function pendingOf({ faces, signedIn }: Session): Omit<Pending, 'at'> {
  if (signedIn) {
    const known = faces.guard?.known ?? [];
    if (known.length < REGISTRATION_VIEWS) throw new AppError('no_face');
    return { views: known, photo: null, trackId: 0 };
  }
  const following = faces.follower?.current;
  const good = goodViews(following?.views ?? []);
  if (following && good.length >= REGISTRATION_VIEWS)
    return { views: good, photo: faces.pending?.photo ?? null, trackId: following.trackId };
  const { pending } = faces;
  if (!pending || performance.now() - pending.at > PENDING_MS) throw new AppError('no_face');
  return pending;
}
