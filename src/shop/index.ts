/** What a store is. Knows no pixels and no sockets. */
export * from './cart.js';
export * from './catalogue.js';
export * from './checkout.js';
export * from './consent.js';
export * from './day.js';
export * from './demo-catalogue.js';
export * from './demo-member.js';
export * from './enrol.js';
export * from './face-vault.js';
export * from './member.js';
export * from './money.js';
export * from './pin.js';
export * from './register.js';
export * from './seed.js';
export * from './seed-file.js';
export * from './sign-in.js';
export * from './store-port.js';
