/** Questions to the daemon over HTTP. Nothing here throws: every answer is a body or a refusal. */
import type {
  CheckoutReply,
  DeviceReply,
  IdentityReply,
  IdentityRequest,
  LoginReply,
  ProductsReply,
  RegisterRequest,
} from '../../src/protocol/http';
import { ask, send } from './ask';
import { secretHeaders } from './session-secret';
import type { Answer, KioskInfo } from './types';

export const askKiosk = (): Promise<Answer<KioskInfo>> => ask('/api/kiosk');

export const askProducts = (): Promise<Answer<ProductsReply>> => ask('/api/products');

export function postDevice(token: string): Promise<Answer<DeviceReply>> {
  return send('/api/device', { token });
}

export function postLogin(sessionId: string, phone: string, pin: string): Promise<Answer<LoginReply>> {
  return send('/api/login', { session_id: sessionId, phone, pin }, { headers: secretHeaders(sessionId) });
}

/** Answered like a login: who has joined is signed in. */
export function postRegister(body: RegisterRequest): Promise<Answer<LoginReply>> {
  return send('/api/register', body, { headers: secretHeaders(body.session_id) });
}

export function postIdentity(body: IdentityRequest): Promise<Answer<IdentityReply>> {
  return send('/api/identity', body, { headers: secretHeaders(body.session_id) });
}

/** @param key the same for every attempt at one sale, so that it is sold once */
export function postCheckout(sessionId: string, total: number, key: string): Promise<Answer<CheckoutReply>> {
  const body = { session_id: sessionId, expected_total: total };
  return send('/api/checkout', body, { headers: { 'Idempotency-Key': key, ...secretHeaders(sessionId) } });
}
