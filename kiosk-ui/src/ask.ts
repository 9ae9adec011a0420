/** A question to the daemon over HTTP. Never throws: every answer is a body or a refusal. */
import type { ErrorBody } from '../../src/protocol/errors';
import type { Answer, Refusal } from './types';

const PATIENCE_MS = 15_000;

function isErrorBody(body: unknown): body is ErrorBody {
  return (
    typeof body === 'object' && body !== null && 'code' in body && 'message' in body && 'message_en' in body
  );
}

/** What a reply that is not `ok` refuses. A proxy's own error page says nothing about what the daemon did: the same as no answer. */
export function refusalOf(status: number, body: unknown): Refusal {
  return isErrorBody(body) ? { kind: 'refused', status, ...body } : { kind: 'no-answer' };
}

/** @param patienceMs after which there is no answer */
export async function ask<T>(
  path: string,
  init: RequestInit = {},
  patienceMs = PATIENCE_MS,
): Promise<Answer<T>> {
  try {
    const reply = await fetch(path, { ...init, cache: 'no-store', signal: AbortSignal.timeout(patienceMs) });
    const body: unknown = await reply.json();
    if (reply.ok) return { ok: true, body: body as T };
    return { ok: false, refusal: refusalOf(reply.status, body) };
  } catch {
    return { ok: false, refusal: { kind: 'no-answer' } };
  }
}

/** @param method POST unless told */
export function send<T>(
  path: string,
  body: object,
  {
    method = 'POST',
    headers = {},
    patienceMs,
  }: { method?: string; headers?: Record<string, string>; patienceMs?: number | undefined } = {},
): Promise<Answer<T>> {
  const init = {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
  return ask<T>(path, init, patienceMs);
}
