/** Who may call what, from the tables of endpoints and messages. */
import type { ErrorCode } from '../errors.js';
import { MAY_HEAR, MAY_SEND, type SocketRole } from '../message-access.js';
import type { Caller } from './endpoint.js';
import { AREAS } from './endpoints/index.js';

/** By route as a router names it, e.g. `GET /api/transactions/:member`. */
export function callersByRoute(): ReadonlyMap<string, Caller> {
  return new Map(
    AREAS.flatMap(({ endpoints }) =>
      endpoints.map(({ method, path, who }) => [
        `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
        who,
      ]),
    ),
  );
}

/** Codes of what was guessed wrong. */
const GUESSED: readonly ErrorCode[] = ['wrong_phone_or_pin', 'wrong_password', 'wrong_device_token'];

/** Routes on which somebody could try PINs, passwords or tokens, e.g. `POST /api/login`. */
export function guessesByRoute(): ReadonlySet<string> {
  const endpoints = AREAS.flatMap((area) => area.endpoints);
  const guesses = endpoints.filter(({ errors = [] }) => errors.some((code) => GUESSED.includes(code)));
  return new Set(guesses.map(({ method, path }) => `${method.toUpperCase()} ${path}`));
}

/** The callers for people, as tables in Markdown. */
export function describeAccess(): string {
  const routes = [...callersByRoute()].map(([route, who]) => `| \`${route}\` | ${who} |`);
  return [
    '| route | who |',
    '|---|---|',
    ...routes,
    '',
    '| message to the daemon | counter | camera | edge |',
    '|---|---|---|---|',
    ...rowsOf(MAY_SEND),
    '',
    '| message from the daemon | counter | camera | edge |',
    '|---|---|---|---|',
    ...rowsOf(MAY_HEAR),
  ].join('\n');
}

const ROLES: readonly SocketRole[] = ['counter', 'camera', 'edge'];

function rowsOf(table: Readonly<Record<string, readonly SocketRole[]>>): readonly string[] {
  return Object.entries(table).map(
    ([type, roles]) =>
      `| \`${type}\` | ${ROLES.map((role) => (roles.includes(role) ? 'yes' : '–')).join(' | ')} |`,
  );
}
