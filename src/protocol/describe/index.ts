/** What `src/protocol` says, for programs that read descriptions. Apart from its index, so that no page loads it. */
export { describeSocket } from './asyncapi.js';
export { describeHttp } from './openapi.js';
