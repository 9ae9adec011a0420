/** HTTP, sockets and sessions: the only place where vision meets the shop. */
export { type Daemon, startDaemon } from './daemon.js';
export { createLog, type Logger } from './log.js';
export { DAEMON_DEFAULTS, type DaemonOptions } from './options.js';
export { isLoopback } from './origin.js';
