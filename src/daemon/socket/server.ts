/** `/ws/{session_id}`: sockets in, sockets watched, sockets closed. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { AppError, type ErrorCode, toErrorBody } from '../../protocol/index.js';
import type { Peer } from '../access/peer.js';
import { createRate, isLimited, keyOf } from '../access/rates.js';
import { choose } from '../access/subprotocols.js';
import type { DaemonContext } from '../context.js';
import { cameraOwner } from '../session/camera.js';
import { openPrompts } from '../session/prompts.js';
import type { SessionRegistry } from '../session/registry.js';
import { type Session, sessionState } from '../session/session.js';
import { type Admission, admit } from './admission.js';
import { createMessageLimits } from './limit-messages.js';
import { type Connection, handleMessage, reportRefusal } from './messages.js';
import { createWatcher } from './sender.js';

const CLOSE_GOING_AWAY = 1001;
const CLOSE_NOT_ALLOWED = 1008;
/** Behind one address may be a shop's whole network. */
const MOST_OF_ONE_ADDRESS = 64;
const OPENINGS = { perSecond: 4, burst: 64 };
/** How long a client has to answer a close before its socket is cut, ms. */
const CLOSE_PATIENCE_MS = 1_000;

export interface SocketServer {
  /** Tells every client that the daemon goes away. */
  close(): Promise<void>;
}

export function attachSocketServer(
  context: DaemonContext,
  registry: SessionRegistry,
  http: Server,
): SocketServer {
  const { options, log, metrics } = context;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: options.maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: choose,
  });
  const sockets = new Map<WebSocket, Connection>();
  const opening = createRate(OPENINGS);
  /** Sockets that gave a sign of life since the last heartbeat. */
  const answered = new WeakSet<WebSocket>();

  const isRemoved = ({ device }: Connection) => device !== null && !context.devices.has(device);

  http.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    void accept(request, stream, head);
  });

  /** @throws AppError `rate_limited` when an address opens too many, or too often */
  function countOpening(peer: Peer): void {
    if (!isLimited(peer, options.rateLimits)) return;
    const key = keyOf(peer);
    opening(key);
    const open = [...sockets.values()].filter(({ address }) => address === key).length;
    if (open >= MOST_OF_ONE_ADDRESS) throw new AppError('rate_limited', `${open} sockets are open`);
  }

  async function accept(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    try {
      countOpening(context.peerOf(request));
      const admission = await admit(request, context);
      const session = await registry.open(admission.sessionId);
      server.handleUpgrade(request, stream, head, (socket) => serve(socket, session, admission));
    } catch (error) {
      refuse(stream, error);
    }
  }

  function serve(socket: WebSocket, session: Session, { role, device, peer }: Admission): void {
    const watcher = createWatcher(socket, role);
    const connection: Connection = {
      session,
      watcher,
      role,
      device,
      address: keyOf(peer),
      limits: createMessageLimits(isLimited(peer, options.rateLimits)),
      giveUp: () => socket.close(CLOSE_NOT_ALLOWED, 'too many messages were refused'),
    };
    sockets.set(socket, connection);
    const untrack = device && context.devices.track(device);
    answered.add(socket);
    socket.on('pong', () => answered.add(socket));
    metrics.sockets.set(sockets.size);
    registry.watch(session, watcher);
    log.info(
      { session: session.id, role, device: device?.name, watchers: session.watchers.size },
      'socket opened',
    );

    socket.on('message', (data, isBinary) => {
      // What somebody sends who was told to go is not done.
      if (socket.readyState !== WebSocket.OPEN) return;
      handleMessage(context, connection, data as Buffer, isBinary).catch((error) => {
        reportRefusal(context, connection, error);
      });
    });
    // A broken or oversized message closes the socket by itself, with the right close code.
    socket.on('error', (error) => log.info({ session: session.id, reason: error.message }, 'socket error'));
    socket.on('close', (code) => {
      sockets.delete(socket);
      untrack?.();
      metrics.sockets.set(sockets.size);
      registry.unwatch(session, watcher);
      log.info({ session: session.id, code }, 'socket closed');
    });
    watcher.send(sessionState(role === 'counter' ? session : { ...session, signedIn: null }));
    if (session.tray) watcher.send({ type: 'tray', ...session.tray.told });
    watcher.send({ type: 'camera', owner: cameraOwner(session, watcher) });
    for (const prompt of openPrompts(session)) watcher.send(prompt);
  }

  context.devices.onChange(() => {
    for (const [socket, connection] of sockets)
      if (isRemoved(connection)) socket.close(CLOSE_NOT_ALLOWED, 'the device was removed');
  });

  const heartbeat = setInterval(() => beat(sockets.keys(), answered), options.heartbeatMs);
  heartbeat.unref();
  return {
    async close() {
      clearInterval(heartbeat);
      const open = [...sockets.keys()];
      for (const socket of open) socket.close(CLOSE_GOING_AWAY, 'daemon is shutting down');
      const cut = setTimeout(() => open.forEach((socket) => void socket.terminate()), CLOSE_PATIENCE_MS);
      await Promise.all(open.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
      clearTimeout(cut);
      server.close();
    },
  };
}

function refuse(stream: Duplex, error: unknown): void {
  const body = toErrorBody(error);
  const status = error instanceof AppError ? error.status : 500;
  const text = JSON.stringify({ success: false, ...body } satisfies { success: false; code: ErrorCode });
  // Only ended, a half-open connection would stay for as long as the client likes.
  stream.once('finish', () => stream.destroy());
  stream.end(
    `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}

/** Pings every socket; one that has not answered by the next beat is cut, so that its session can be taken over. */
function beat(sockets: Iterable<WebSocket>, answered: WeakSet<WebSocket>): void {
  for (const socket of sockets) {
    if (!answered.delete(socket)) socket.terminate();
    else socket.ping();
  }
}
