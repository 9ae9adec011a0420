/** Who may open a socket, to which session, and as what. */
import type { IncomingMessage } from 'node:http';
import { AppError, SessionId, type SocketRole } from '../../protocol/index.js';
import type { Device } from '../../shop/index.js';
import { identify, requireDevice } from '../access/caller.js';
import { isSealedEnough, type Peer } from '../access/peer.js';
import { secretState } from '../access/session-secret.js';
import type { DaemonContext } from '../context.js';
import { originRule } from '../options.js';
import { isAllowedOrigin } from '../origin.js';

export interface Admission {
  readonly sessionId: string;
  readonly role: SocketRole;
  /** Null for who needs none. */
  readonly device: Device | null;
  readonly peer: Peer;
}

const PATH = /^\/ws\/([^/?#]+)$/;

/** @throws AppError that says why not */
export async function admit(request: IncomingMessage, context: DaemonContext): Promise<Admission> {
  const { options, devices, peerOf } = context;
  const peer = peerOf(request);
  if (!isSealedEnough(peer, options)) throw new AppError('tls_required');
  if (!isAllowedOrigin(request.headers, peer.host, originRule(options))) throw new AppError('origin_refused');
  const caller = await identify(request, peer, devices, options.insecure);
  requireDevice(caller);
  const { device } = caller;
  const sessionId = sessionIdOf(request.url ?? '');
  const isCounter = secretState(request, sessionId) !== 'missing';
  return {
    sessionId,
    device,
    peer,
    role: device?.kind === 'edge' ? 'edge' : isCounter ? 'counter' : 'camera',
  };
}

function sessionIdOf(url: string): string {
  const name = PATH.exec(url.split('?')[0] ?? '')?.[1];
  if (name === undefined) throw new AppError('not_found');
  const parsed = SessionId.safeParse(name);
  if (!parsed.success) throw new AppError('bad_request', 'session_id: 1 to 64 letters, digits, "_" or "-"');
  return parsed.data;
}
