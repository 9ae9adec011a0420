/** Sending without remembering for ever: a reader that does not read is bounded. */
import { WebSocket } from 'ws';
import type { OutboundMessage } from '../../protocol/index.js';

/** With this much unread, pictures' boxes are left out: the next frame brings newer ones. */
const SKIP_DETECTIONS_BYTES = 64 * 1024;
/** With this much unread the reader is taken for dead and its socket is cut; it may come back to its session. */
const MAX_BUFFERED_BYTES = 1024 * 1024;

export function createSender(socket: WebSocket): (message: OutboundMessage) => void {
  return (message) => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (message.type === 'detections' && socket.bufferedAmount > SKIP_DETECTIONS_BYTES) return;
    if (socket.bufferedAmount > MAX_BUFFERED_BYTES) return socket.terminate();
    socket.send(JSON.stringify(message));
  };
}
