/** Who asks: by the address, by a device's token, or by the cookie that a kiosk's browser got for one. */
import type { IncomingMessage } from 'node:http';
import { AppError } from '../../protocol/index.js';
import type { Device } from '../../shop/index.js';
import { isOwnOrigin } from '../origin.js';
import type { Devices } from './devices.js';
import type { Peer } from './peer.js';
import { offered } from './subprotocols.js';

export interface Caller {
  readonly peer: Peer;
  /** Null without a token. */
  readonly device: Device | null;
  /** Needs no token: it is on the shop's own computer, or the owner said that everybody may. */
  readonly isTrusted: boolean;
}

export const DEVICE_COOKIE = 'yolo1125_device';
const BEARER = /^Bearer (\S+)$/;

/** @throws AppError `wrong_device_token` for a token that is none of ours: its device should be told, not half believed */
export async function identify(
  request: IncomingMessage,
  peer: Peer,
  devices: Devices,
  insecure: boolean,
): Promise<Caller> {
  const isTrusted = insecure || peer.isHere;
  const token = BEARER.exec(request.headers.authorization ?? '')?.[1] ?? offered(request, 'device');
  if (token === undefined) {
    const cookie = isOwnOrigin(request.headers.origin, peer.host) ? cookieOf(request) : undefined;
    return { peer, isTrusted, device: cookie === undefined ? null : await devices.find(cookie) };
  }
  const device = await devices.find(token);
  // A shop without devices knows no wrong ones: a client that shows a token anyhow is as any other.
  if (device === null && devices.areKnown()) throw new AppError('wrong_device_token');
  return { peer, isTrusted, device };
}

/** @throws AppError `device_required`, `device_not_allowed` */
export function requireKiosk({ device, isTrusted }: Caller): void {
  if (device?.kind === 'kiosk' || (device === null && isTrusted)) return;
  throw new AppError(device === null ? 'device_required' : 'device_not_allowed');
}

/** @throws AppError `device_required` */
export function requireDevice({ device, isTrusted }: Caller): void {
  if (device === null && !isTrusted) throw new AppError('device_required');
}

/** @throws AppError `edge_not_trusted` */
export function requireEdge({ device }: Caller): void {
  if (device?.kind !== 'edge') throw new AppError('edge_not_trusted');
}

function cookieOf({ headers }: IncomingMessage): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === DEVICE_COOKIE)?.[1];
}
