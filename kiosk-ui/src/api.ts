/** Questions to the daemon over HTTP. Nothing here throws: every answer is a body or a refusal. */
import type { ErrorBody } from '../../src/protocol/errors';
import type {
  CheckoutReply,
  IdentityReply,
  IdentityRequest,
  LoginReply,
  ProductsReply,
  RegisterRequest,
} from '../../src/protocol/http';
import type { Answer, KioskInfo } from './types';

const PATIENCE_MS = 15_000;

function isErrorBody(body: unknown): body is ErrorBody {
  return (
    typeof body === 'object' && body !== null && 'code' in body && 'message' in body && 'message_en' in body
  );
}

async function ask<T>(path: string, init: RequestInit = {}): Promise<Answer<T>> {
  try {
    const reply = await fetch(path, { ...init, cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
    const body: unknown = await reply.json();
    if (reply.ok) return { ok: true, body: body as T };
    // A proxy's own error page says nothing about what the daemon did: the same as no answer.
    if (!isErrorBody(body)) return { ok: false, refusal: { kind: 'no-answer' } };
    return { ok: false, refusal: { kind: 'refused', status: reply.status, ...body } };
  } catch {
    return { ok: false, refusal: { kind: 'no-answer' } };
  }
}

function post<T>(path: string, body: object, headers: Record<string, string> = {}): Promise<Answer<T>> {
  return ask<T>(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

export const askKiosk = (): Promise<Answer<KioskInfo>> => ask('/api/kiosk');

export const askProducts = (): Promise<Answer<ProductsReply>> => ask('/api/products');

export function postLogin(sessionId: string, phone: string, pin: string): Promise<Answer<LoginReply>> {
  return post('/api/login', { session_id: sessionId, phone, pin });
}

/** Answered like a login: who has joined is signed in. */
export function postRegister(body: RegisterRequest): Promise<Answer<LoginReply>> {
  return post('/api/register', body);
}

export function postIdentity(body: IdentityRequest): Promise<Answer<IdentityReply>> {
  return post('/api/identity', body);
}

/** @param key the same for every attempt at one sale, so that it is sold once */
export function postCheckout(sessionId: string, total: number, key: string): Promise<Answer<CheckoutReply>> {
  const body = { session_id: sessionId, expected_total: total };
  return post('/api/checkout', body, { 'Idempotency-Key': key });
}
