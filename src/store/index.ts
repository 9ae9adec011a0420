export { openSqliteStore } from './sqlite-store.js';
export { createFaceVault } from './vault/face-vault.js';
export { loadMasterKey, type MasterKeySource } from './vault/master-key.js';
