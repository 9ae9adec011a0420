/** What the kiosk is asking the customer just now. */
import type { OutboundMessage } from '../../protocol/index.js';
import { CHALLENGE_MS } from '../../vision/index.js';
import type { Metrics } from '../metrics.js';
import type { Question, RunningChallenge } from './face-state.js';
import { broadcast, type Session } from './session.js';

export function askQuestion(session: Session, question: Question): void {
  session.faces.question = question;
  broadcast(session, questionMessage(question));
}

export function withdrawQuestion(session: Session): void {
  if (!session.faces.question) return;
  session.faces.question = null;
  broadcast(session, { type: 'identity_question', question: null });
}

export function showChallenge(session: Session): void {
  if (session.faces.challenge) broadcast(session, challengeMessage(session.faces.challenge));
}

export function closeChallenge(metrics: Metrics, session: Session, passed: boolean): void {
  session.faces.challenge = null;
  metrics.challenges.inc({ outcome: passed ? 'passed' : 'failed' });
  broadcast(session, { type: 'liveness_challenge', challenge: null, passed });
}

/** Frames may have stopped while a challenge was open. */
export function expireChallenge(metrics: Metrics, session: Session): void {
  const { challenge } = session.faces;
  if (!challenge || performance.now() <= challenge.run.expiresAt) return;
  session.faces.failures += 1;
  closeChallenge(metrics, session, false);
}

/** Somebody signed in or out another way: what was asked does not matter any more. */
export function dismissPrompts(session: Session): void {
  withdrawQuestion(session);
  if (!session.faces.challenge) return;
  session.faces.challenge = null;
  broadcast(session, { type: 'liveness_challenge', challenge: null, passed: null });
}

/** For a socket that opens while something is asked. */
export function openPrompts({ faces: { question, challenge } }: Session): readonly OutboundMessage[] {
  return [
    ...(question ? [questionMessage(question)] : []),
    ...(challenge ? [challengeMessage(challenge)] : []),
  ];
}

function questionMessage({ maskedName, needsPin }: Question): OutboundMessage {
  return { type: 'identity_question', question: { name: maskedName, needs_pin: needsPin } };
}

function challengeMessage({ run, reason }: RunningChallenge): OutboundMessage {
  const left = Math.round(run.expiresAt - performance.now());
  return {
    type: 'liveness_challenge',
    challenge: {
      side: run.side,
      reason,
      expires_in_ms: Math.min(CHALLENGE_MS, Math.max(0, left)),
      progress: Math.round(run.progress * 100) / 100,
    },
    passed: null,
  };
}
