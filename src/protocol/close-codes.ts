/** Why the daemon closes a socket. A socket that leaves a heartbeat unanswered, or is not read, is cut without a code. */
export const CLOSE_CODES = {
  1001: 'The daemon stops; connect again in a moment.',
  1002: 'The message was no message of the WebSocket protocol.',
  1007: 'The text was not UTF-8.',
  1008: 'The device was removed from the shop, or too many messages in a row were refused.',
  1009: 'The message was larger than a socket may send, 4 MiB.',
} as const;
