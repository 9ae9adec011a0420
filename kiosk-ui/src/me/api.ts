/** What a member's own page asks the daemon. At a counter its session vouches for the member, elsewhere the cookie. */
import type { ForgetMeRequest, MeReply } from '../../../src/protocol/me';
import { ask, send } from '../ask';
import { secretHeaders } from '../session-secret';
import type { Answer } from '../types';

export type { MeReply } from '../../../src/protocol/me';
export type ForgetWhat = ForgetMeRequest['what'];

export function askMe(sessionId: string | null): Promise<Answer<MeReply>> {
  const path = sessionId === null ? '/api/me' : `/api/me?session_id=${sessionId}`;
  return ask(path, { headers: secretHeaders(sessionId) });
}

export function postSignIn(phone: string, pin: string): Promise<Answer<MeReply>> {
  return send('/api/me/sign-in', { phone, pin });
}

export function postSignOut(): Promise<Answer<unknown>> {
  return send('/api/me/sign-out', {});
}

/** @param pin null where the member has none */
export function postForget(
  sessionId: string | null,
  what: ForgetWhat,
  pin: string | null,
): Promise<Answer<unknown>> {
  const body: ForgetMeRequest = {
    what,
    ...(sessionId === null ? {} : { session_id: sessionId }),
    ...(pin === null ? {} : { pin }),
  };
  return send('/api/me/forget', body, { headers: secretHeaders(sessionId) });
}
