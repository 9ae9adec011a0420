/** What `src/protocol` says, for programs that read descriptions. Apart from its index, so that no page loads it. */
export { callersByRoute, describeAccess, guessesByRoute } from './access.js';
export { describeSocket } from './asyncapi.js';
export type { Caller } from './endpoint.js';
export { describeHttp } from './openapi.js';
