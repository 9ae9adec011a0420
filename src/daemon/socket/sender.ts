/** Sending without remembering for ever: a reader that does not read is bounded. */
import { WebSocket } from 'ws';
import { MAY_HEAR, type OutboundMessage, type SocketRole } from '../../protocol/index.js';
import type { Watcher } from '../session/session.js';

/** With this much unread, pictures and boxes are left out: the next frame brings newer ones. */
const SKIP_SIGHT_BYTES = 64 * 1024;
/** With this much unread the reader is taken for dead and its socket is cut; it may come back to its session. */
const MAX_BUFFERED_BYTES = 1024 * 1024;

export function createWatcher(socket: WebSocket, role: SocketRole): Watcher {
  const isBehind = () => socket.bufferedAmount > SKIP_SIGHT_BYTES;
  return {
    wantsPictures: false,
    send(message: OutboundMessage) {
      if (socket.readyState !== WebSocket.OPEN || !MAY_HEAR[message.type].includes(role)) return;
      if (message.type === 'detections' && isBehind()) return;
      if (socket.bufferedAmount > MAX_BUFFERED_BYTES) return socket.terminate();
      socket.send(JSON.stringify(message));
    },
    sendPicture(frame) {
      if (socket.readyState === WebSocket.OPEN && !isBehind()) socket.send(frame);
    },
  };
}
