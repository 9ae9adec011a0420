/** The models of a shop, as files. */
export * from './choice.js';
export { readJson, writeWhole } from './files.js';
export * from './library.js';
export * from './self-test.js';
