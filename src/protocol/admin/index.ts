/** What the owner's pages and the daemon say to each other. */
export * from './audit.js';
export * from './devices.js';
export * from './learned.js';
export * from './members.js';
export * from './models.js';
export * from './owner.js';
export * from './products.js';
export * from './reports.js';
export * from './system.js';
export * from './today.js';
export * from './transactions.js';
