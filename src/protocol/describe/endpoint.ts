/** What the table of endpoints is made of. */
import type { ZodObject, ZodType } from 'zod';
import type { ErrorCode } from '../errors.js';

/** Content that is no JSON of ours, told by its media type. */
export interface Media {
  readonly media: string;
}

/**
 * Who may ask. `device`: a kiosk or edge with its token, and who needs none (see below). `kiosk`: a kiosk with its token,
 * for a session whose id it knows, and whose secret where the session has one. `member`: by the cookie of
 * `POST /api/me/sign-in`, or a kiosk for a session on which the member is signed in. `owner`: by the cookie of
 * `POST /api/admin/sign-in`. `loopback`: anybody on the shop's own computer. `edge`: an edge with its token.
 *
 * No token is needed on the shop's own computer without a proxy in between, and of a daemon that was started with
 * `--insecure`.
 */
export type Caller = 'anybody' | 'device' | 'kiosk' | 'member' | 'owner' | 'loopback' | 'edge';

/** Schemas must be exported by `src/protocol/index.ts`: their names there are their names in the description. */
export interface Endpoint {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `{parameters}`. */
  readonly path: string;
  /** One line. */
  readonly summary: string;
  readonly who: Caller;
  /** What the path's parameters are. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: ZodObject;
  readonly headers?: Readonly<Record<string, ZodType>>;
  /** Several: any of these. */
  readonly body?: ZodType | readonly Media[];
  readonly reply: ZodType | Media;
  /** Statuses beside 200 that come with the same reply, and why. */
  readonly alsoReplies?: Readonly<Record<number, string>>;
  /** Statuses without a body, and why. */
  readonly bare?: Readonly<Record<number, string>>;
  /** What the reply comes with beside its content. */
  readonly carries?: 'Set-Cookie' | 'Content-Disposition';
  /** What it can be refused with, beside what every request of its kind can. */
  readonly errors?: readonly ErrorCode[];
}

export interface Area {
  readonly name: string;
  readonly description: string;
  readonly endpoints: readonly Endpoint[];
}
