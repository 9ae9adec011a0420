/** HTTP, sockets and sessions: the only place where vision meets the shop. */
export { ExposedError, isExposed, lanAddresses, refuseExposed } from './access/exposure.js';
export { listOf } from './access/peer.js';
export { type Daemon, startDaemon } from './daemon.js';
export {
  FACE_DEFAULTS,
  type FaceOptions,
  type LivenessPolicy,
  type WeakMatchPolicy,
} from './faces/options.js';
export { createLog, type Logger } from './log.js';
export { createLogTail, type LogTail } from './log-tail.js';
export { askForModel } from './models/requests.js';
export { DAEMON_DEFAULTS, type DaemonOptions } from './options.js';
export { isLoopback } from './origin.js';
export { readCertificate } from './tls.js';
