/** What the daemon asks of a camera. */
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
}

const ASK_MS = 5_000;

/**
 * Asks `GET /api/kiosk` how many frames a second and how wide the daemon wants them.
 * @throws Error when the daemon cannot be reached, refuses, or is something else
 */
export async function askGrant({ origin, token }: Address, signal: AbortSignal): Promise<Grant> {
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const limits = AbortSignal.any([signal, AbortSignal.timeout(ASK_MS)]);
  const response = await fetch(`${origin}/api/kiosk`, { headers, signal: limits }).catch(
    (error: Error & { cause?: Error & { code?: string } }) => {
      const reason = error.cause?.message || error.cause?.code || error.message;
      throw new Error(`cannot reach ${origin}: ${reason}`);
    },
  );
  const body = (await response.json().catch(() => null)) as Record<string, unknown> | null;
  if (!response.ok) throw refusal(origin, response.status);
  const { fps, frame_width: width } = body ?? {};
  if (typeof fps !== 'number' || !(fps > 0) || typeof width !== 'number' || !(width > 0))
    throw new Error(`${origin} is no YOLO1125 daemon`);
  return { fps, width };
}
