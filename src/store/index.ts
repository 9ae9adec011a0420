export { copyStore } from './copy/copy-store.js';
export type { Tally } from './copy/tally.js';
export { describeMongo } from './mongo/address.js';
export type { StoreListeners } from './mongo/open.js';
export { openStore, type StorePlace } from './open-store.js';
export { openSqliteStore } from './sqlite-store.js';
export { createFaceVault } from './vault/face-vault.js';
export { loadMasterKey, type MasterKeySource } from './vault/master-key.js';
