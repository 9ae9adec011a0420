/**
 * The words on the wire. Imports nothing of ours, so that the browser and the edge can share it. Their published
 * descriptions have an entry of their own, `describe/index.ts`.
 */
export * from './admin/index.js';
export * from './close-codes.js';
export * from './errors.js';
export * from './facts.js';
export * from './frame-envelope.js';
export * from './http.js';
export * from './jpeg.js';
export * from './me.js';
export * from './message-access.js';
export * from './messages.js';
export * from './package-class.js';
export * from './session-id.js';
export * from './status.js';
export * from './text.js';
export * from './views.js';
