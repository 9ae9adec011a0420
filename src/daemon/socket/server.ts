/** `/ws/{session_id}`: sockets in, sockets watched, sockets closed. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { AppError, type ErrorCode, SessionId, toErrorBody } from '../../protocol/index.js';
import type { DaemonContext } from '../context.js';
import { isTrustedEdge } from '../edge-trust.js';
import { isAllowedOrigin } from '../origin.js';
import { cameraOwner } from '../session/camera.js';
import { openPrompts } from '../session/prompts.js';
import type { SessionRegistry } from '../session/registry.js';
import { type Session, sessionState } from '../session/session.js';
import { type Connection, handleMessage, reportRefusal } from './messages.js';
import { createWatcher } from './sender.js';

const CLOSE_GOING_AWAY = 1001;
/** How long a client has to answer a close before its socket is cut, ms. */
const CLOSE_PATIENCE_MS = 1_000;
const PATH = /^\/ws\/([^/?#]+)$/;

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
  });
  const sockets = new Set<WebSocket>();
  /** Sockets that gave a sign of life since the last heartbeat. */
  const answered = new WeakSet<WebSocket>();

  http.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    void accept(request, stream, head);
  });

  async function accept(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    try {
      if (!isAllowedOrigin(request.headers, { host: options.host, allowed: options.corsOrigins })) {
        throw new AppError('origin_refused');
      }
      const trusted = isTrustedEdge(request.headers.authorization, options.edgeToken);
      const session = await registry.open(sessionIdOf(request.url ?? ''));
      server.handleUpgrade(request, stream, head, (socket) => serve(socket, session, trusted));
    } catch (error) {
      refuse(stream, error);
    }
  }

  function serve(socket: WebSocket, session: Session, trusted: boolean): void {
    const watcher = createWatcher(socket);
    const connection: Connection = { session, watcher, trusted };
    sockets.add(socket);
    answered.add(socket);
    socket.on('pong', () => answered.add(socket));
    metrics.sockets.set(sockets.size);
    registry.watch(session, watcher);
    log.info({ session: session.id, watchers: session.watchers.size }, 'socket opened');

    socket.on('message', (data, isBinary) => {
      handleMessage(context, connection, data as Buffer, isBinary).catch((error) => {
        reportRefusal(context, connection, error);
      });
    });
    // A broken or oversized message closes the socket by itself, with the right close code.
    socket.on('error', (error) => log.info({ session: session.id, reason: error.message }, 'socket error'));
    socket.on('close', (code) => {
      sockets.delete(socket);
      metrics.sockets.set(sockets.size);
      registry.unwatch(session, watcher);
      log.info({ session: session.id, code }, 'socket closed');
    });
    watcher.send(sessionState(session));
    if (session.tray) watcher.send({ type: 'tray', ...session.tray.told });
    watcher.send({ type: 'camera', owner: cameraOwner(session, watcher) });
    for (const prompt of openPrompts(session)) watcher.send(prompt);
  }

  const heartbeat = setInterval(() => beat(sockets, answered), options.heartbeatMs);
  heartbeat.unref();
  return {
    async close() {
      clearInterval(heartbeat);
      const open = [...sockets];
      for (const socket of open) socket.close(CLOSE_GOING_AWAY, 'daemon is shutting down');
      const cut = setTimeout(() => open.forEach((socket) => void socket.terminate()), CLOSE_PATIENCE_MS);
      await Promise.all(open.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
      clearTimeout(cut);
      server.close();
    },
  };
}

function sessionIdOf(url: string): string {
  const name = PATH.exec(url.split('?')[0] ?? '')?.[1];
  if (name === undefined) throw new AppError('not_found');
  const parsed = SessionId.safeParse(name);
  if (!parsed.success) throw new AppError('bad_request', 'session_id: 1 to 64 letters, digits, "_" or "-"');
  return parsed.data;
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
function beat(sockets: ReadonlySet<WebSocket>, answered: WeakSet<WebSocket>): void {
  for (const socket of sockets) {
    if (!answered.delete(socket)) socket.terminate();
    else socket.ping();
  }
}
