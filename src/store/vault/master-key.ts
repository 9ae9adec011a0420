/** The master key: 32 bytes that wrap every face's key. Whoever has it and the database can read the faces. */
import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { KEY_BYTES } from './seal.js';

export interface MasterKeySource {
  /** File of the key, base64. */
  readonly file: string;
  /** The key itself, base64, from the environment; wins over the file. */
  readonly fromEnv?: string | undefined;
  /** False when the store already holds faces: a new key would not open them. */
  readonly mayCreate: boolean;
}

const POSIX = process.platform !== 'win32';

/**
 * The master key of a store; makes the file, for its owner only, when there is none.
 * @returns 32 bytes
 * @throws Error when the key is malformed, the file is readable by others, or it is missing and may not be made
 */
export function loadMasterKey({ file, fromEnv, mayCreate }: MasterKeySource): Uint8Array {
  if (fromEnv !== undefined && fromEnv !== '') return parseKey(fromEnv, 'YOLO1125_MASTER_KEY');
  const found = readKey(file);
  if (found) return found;
  if (!mayCreate) {
    throw new Error(
      `the master key ${file} is missing, and the store holds faces that only it opens; ` +
        'put the file back, or erase those faces with "yolo1125 members forget"',
    );
  }
  createKey(file);
  const created = readKey(file);
  if (!created) throw new Error(`the master key ${file} was removed just after it was made`);
  return created;
}

function readKey(file: string): Uint8Array | null {
  let text: string;
  try {
    if (POSIX && (statSync(file).mode & 0o077) !== 0) {
      throw new Error(`the master key ${file} can be read by others; run: chmod 600 ${file}`);
    }
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null;
    throw error;
  }
  return parseKey(text, `the master key ${file}`);
}

function parseKey(text: string, what: string): Uint8Array {
  const key = Buffer.from(text.trim(), 'base64');
  // Node skips what is no base64, so only a text that comes out the same again is the key that was meant.
  const same = key.toString('base64').replace(/=+$/, '') === text.trim().replace(/=+$/, '');
  if (!same || key.length !== KEY_BYTES) {
    throw new Error(`${what} is not ${KEY_BYTES} bytes in base64; "openssl rand -base64 32" makes one`);
  }
  return key;
}

/** Written whole under another name first: a second process that starts now sees no key or all of it. */
function createKey(file: string): void {
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    writeDurably(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
    linkSync(draft, file);
  } catch (error) {
    // Another process was first; its key is the one that counts.
    const { code, message } = error as Error & { code?: string };
    if (code !== 'EEXIST') throw new Error(`the master key ${file} cannot be made: ${message}`);
  } finally {
    rmSync(draft, { force: true });
  }
  // Without this the name may be lost when the power fails, and every face with it.
  if (POSIX) syncFolder(dirname(file));
}

function writeDurably(file: string, text: string): void {
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
