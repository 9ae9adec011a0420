/** 「您是王○明嗎？」: the question a weak match leads to, and its answer. */
import { AppError, type CustomerState, type IdentityRequest } from '../../protocol/index.js';
import { type Member, maskName, signInByPin } from '../../shop/index.js';
import { goodViews } from '../../vision/index.js';
import type { DaemonContext } from '../context.js';
import { livenessNeed, openChallenge } from './liveness.js';
import { askQuestion, withdrawQuestion } from './prompts.js';
import type { Session } from './session.js';
import { signIn } from './sign-in.js';

/** Asks once a face; says what the kiosk shows meanwhile. */
export async function askIdentity(
  { store, options }: DaemonContext,
  session: Session,
  memberId: string,
  trackId: number,
): Promise<CustomerState> {
  const policy = options.faces?.weakMatch ?? 'off';
  const { faces } = session;
  if (policy === 'off' || faces.question || faces.settledTrack === trackId) return 'looking';
  const member = await store.findMember(memberId);
  const needsPin = policy === 'pin';
  // Without a PIN there would be nothing to answer with.
  if (!member || (needsPin && member.pinHash === null)) return 'looking';
  faces.settledTrack = trackId;
  askQuestion(session, { memberId, maskedName: maskName(member.name), needsPin });
  return 'looking';
}

/**
 * The customer's answer.
 * @returns the member who is signed in now; null after a no, or while a challenge is to be passed
 * @throws AppError `nothing_asked`, `wrong_phone_or_pin`, `too_many_attempts`
 */
export async function answerIdentity(
  context: DaemonContext,
  session: Session,
  { yes, pin }: Pick<IdentityRequest, 'yes' | 'pin'>,
): Promise<Member | null> {
  const { question } = session.faces;
  if (!question) throw new AppError('nothing_asked');
  if (!yes) {
    withdrawQuestion(session);
    session.faces.declined.add(question.memberId);
    // What follows for a stranger has not been said yet.
    session.faces.settledTrack = 0;
    return null;
  }
  const member = await context.store.findMember(question.memberId);
  if (!member) throw new AppError('nothing_asked');
  if (question.needsPin) {
    // A PIN says more than a face: nothing else is asked then.
    await signInByPin(context.store, member.phone, pin ?? '', new Date());
    withdrawQuestion(session);
    await signIn(context, session, member, { method: 'pin', live: true });
    return member;
  }
  withdrawQuestion(session);
  return confirmByFace(context, session, member);
}

/** A plain yes still needs a living person. */
async function confirmByFace(
  context: DaemonContext,
  session: Session,
  member: Member,
): Promise<Member | null> {
  const following = session.faces.follower?.current;
  if (!following) throw new AppError('nothing_asked');
  const need = livenessNeed(context, member, following.views, Number.POSITIVE_INFINITY, new Date());
  if (need !== 'none' && need !== 'wait') {
    openChallenge(session, member.id, need, goodViews(following.views));
    return null;
  }
  await signIn(context, session, member, { method: 'face', live: false });
  await context.store.setLastVisit(member.id, new Date().toISOString());
  return member;
}
