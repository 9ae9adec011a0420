/** What a browser's program may show when it opens a socket: it can set no headers, but name subprotocols. */
import type { IncomingMessage } from 'node:http';

/** The one that is chosen; what carries a secret is never said back. */
const NAME = 'yolo1125';

/** The text behind `yolo1125.{kind}.` among the subprotocols that a request offers. */
export function offered({ headers }: IncomingMessage, kind: 'device' | 'secret'): string | undefined {
  const prefix = `${NAME}.${kind}.`;
  const names = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  return names.find((name) => name.startsWith(prefix))?.slice(prefix.length);
}

/** Which of the offered subprotocols is spoken. */
export function choose(names: ReadonlySet<string>): string | false {
  return [...names].find((name) => name === NAME || !name.startsWith(`${NAME}.`)) ?? false;
}
