/** What the daemon asks of a camera. */
import { linkAbort } from './linked-abort.js';
import { askJson } from './request.js';
import { refusal } from './uplink.js';

export interface Grant {
  readonly fps: number;
  /** Pixels. */
  readonly width: number;
}

/** Which daemon, which counter. */
export interface Address {
  /** Of the API, e.g. `http://store:8000`. */
  readonly origin: string;
  /** Of the sockets, e.g. `ws://store:8000`. */
  readonly socketUrl: string;
  readonly session: string;
  readonly token?: string | undefined;
  /** Certificates in PEM that the daemon is known by, in place of the system's. */
  readonly ca?: string | undefined;
}

const ASK_MS = 5_000;

/**
 * Asks `GET /api/kiosk` how many frames a second and how wide the daemon wants them.
 * @throws Error when the daemon cannot be reached, refuses, or is something else
 */
export async function askGrant(address: Address, signal: AbortSignal): Promise<Grant> {
  return readGrant(await askDaemon(address, '/api/kiosk', signal), address.origin);
}

/**
 * The JSON of one of the daemon's pages; null when it is none.
 * @throws Error when the daemon cannot be reached, or refuses
 */
export async function askDaemon(
  { origin, token, ca }: Address,
  path: string,
  signal: AbortSignal,
): Promise<unknown> {
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const asking = linkAbort(signal);
  const late = setTimeout(asking.abort, ASK_MS);
  try {
    const { status, body } = await askJson(`${origin}${path}`, { headers, ca, signal: asking.signal });
    if (status !== 200) throw refusal(origin, status);
    return body;
  } catch (error) {
    throw explain(error as Error, origin);
  } finally {
    clearTimeout(late);
    asking.release();
  }
}

function readGrant(body: unknown, origin: string): Grant {
  const { fps, frame_width: width } = (body ?? {}) as Record<string, unknown>;
  if (typeof fps !== 'number' || !(fps > 0) || typeof width !== 'number' || !(width > 0))
    throw new Error(`${origin} is no YOLO1125 daemon`);
  return { fps, width };
}

function explain(error: Error & { code?: string }, origin: string): Error {
  if (error.name === 'AbortError') return new Error(`${origin} does not answer`);
  return error.code === undefined
    ? error
    : new Error(`cannot reach ${origin}: ${error.message || error.code}`);
}
