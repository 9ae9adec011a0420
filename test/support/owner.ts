/** The owner's pages, as a client of the API. */
import type { ZodType } from 'zod';
import type { Json, Reply } from './client.js';

export const PASSWORD = 'correct horse 1125';

export interface Owner {
  /** For requests that are made by hand. */
  readonly cookie: string;
  /** @returns the body, which must be what the schema says, with nothing more and nothing less */
  get<T>(path: string, schema: ZodType<T>): Promise<T>;
  /** @param body JSON, or bytes with their type */
  send(method: string, path: string, body?: object, type?: string): Promise<Reply>;
}

/** Sets the first password, or signs in with it. */
export async function signInAsOwner(url: string, password = PASSWORD): Promise<Owner> {
  const { state } = (await request(url, 'GET', 'owner')).body;
  const reply = await request(url, 'POST', state === 'setup' ? 'setup' : 'sign-in', { password });
  if (reply.status !== 200) throw new Error(`the owner was refused: ${JSON.stringify(reply.body)}`);
  return ownerWith(url, cookieOf(reply));
}

export function ownerWith(url: string, cookie: string): Owner {
  return {
    cookie,
    async get(path, schema) {
      const { status, body } = await request(url, 'GET', path, undefined, { Cookie: cookie });
      if (status !== 200) throw new Error(`${path} was refused with ${status}: ${JSON.stringify(body)}`);
      return schema.parse(body);
    },
    send: (method, path, body, type) =>
      request(url, method, path, body, {
        Cookie: cookie,
        ...(type === undefined ? {} : { 'Content-Type': type }),
      }),
  };
}

/** @param path below `/api/admin/` */
export async function request(
  url: string,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const json = body !== undefined && !Buffer.isBuffer(body);
  const response = await fetch(`${url}/api/admin/${path}`, {
    method,
    headers: { ...(json ? { 'Content-Type': 'application/json' } : {}), ...headers },
    ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as Buffer<ArrayBuffer>) }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const isJson = response.headers.get('content-type')?.includes('json');
  const read: Json = isJson ? JSON.parse(bytes.toString()) : bytes;
  return { status: response.status, body: read, headers: response.headers };
}

/** What a browser would send back of a cookie that was set. */
export function cookieOf({ headers }: Reply): string {
  return headers.get('set-cookie')?.split(';')[0] ?? '';
}
