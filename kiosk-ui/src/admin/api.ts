/** Questions of a signed-in owner. An answer that nobody is signed in leads to the sign-in, wherever it came. */
import { ask, refusalOf, send } from '../ask';
import type { Answer, Refusal } from '../types';
import { expire } from './owner';

function watch(refusal: Refusal): void {
  if (refusal.kind === 'refused' && refusal.code === 'owner_not_signed_in') expire();
}

async function watched<T>(answer: Promise<Answer<T>>): Promise<Answer<T>> {
  const got = await answer;
  if (!got.ok) watch(got.refusal);
  return got;
}

/** @param path below `/api/admin/` */
export function get<T>(path: string): Promise<Answer<T>> {
  return watched(ask(`/api/admin/${path}`));
}

/** @param patienceMs for what takes longer than questions usually do */
export function post<T>(path: string, body: object, patienceMs?: number): Promise<Answer<T>> {
  return watched(send(`/api/admin/${path}`, body, { patienceMs }));
}

export function patch<T>(path: string, body: object): Promise<Answer<T>> {
  return watched(send(`/api/admin/${path}`, body, { method: 'PATCH' }));
}

/** Sends a file's bytes as they are. */
export function put<T>(path: string, file: Blob): Promise<Answer<T>> {
  return watched(
    ask(`/api/admin/${path}`, { method: 'PUT', headers: { 'Content-Type': file.type }, body: file }),
  );
}

/** The same, as one more of something. */
export function postFile<T>(path: string, file: Blob): Promise<Answer<T>> {
  return watched(
    ask(`/api/admin/${path}`, { method: 'POST', headers: { 'Content-Type': file.type }, body: file }),
  );
}

export function remove<T>(path: string): Promise<Answer<T>> {
  return watched(ask(`/api/admin/${path}`, { method: 'DELETE' }));
}

/** The name an attachment has by its header. */
function nameIn(disposition: string | null): string | null {
  return disposition?.match(/filename="?([^";]+)"?/)?.[1] ?? null;
}

/**
 * Fetches an attachment and gives it to the browser to keep; a plain link would save a refusal as if it were the file.
 * No time limit: a backup takes as long as it takes.
 * @param fallback the file's name where the daemon states none
 */
export async function download(path: string, fallback: string): Promise<Answer<{ readonly name: string }>> {
  try {
    const reply = await fetch(`/api/admin/${path}`, { cache: 'no-store' });
    if (!reply.ok) {
      const refusal = refusalOf(reply.status, await reply.json());
      watch(refusal);
      return { ok: false, refusal };
    }
    const name = nameIn(reply.headers.get('Content-Disposition')) ?? fallback;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await reply.blob());
    link.download = name;
    link.click();
    // The browser has taken the file over once the click was handled.
    window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    return { ok: true, body: { name } };
  } catch {
    return { ok: false, refusal: { kind: 'no-answer' } };
  }
}
