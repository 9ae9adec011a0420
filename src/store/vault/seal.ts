/** Sealing of bytes: AES-256-GCM (NIST SP 800-38D), so that what is read is whole and what was meant. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export const KEY_BYTES = 32;
const ALGORITHM = 'aes-256-gcm';
const VERSION = 1;
/** 96 bits, the size GCM is made for. Random: a key of ours seals far fewer than 2³² times. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + NONCE_BYTES;

export function newKey(): Uint8Array {
  return randomBytes(KEY_BYTES);
}

/**
 * @param key 32 bytes
 * @param context must be the same at opening; it is bound to the bytes, not kept in them
 * @returns version byte, nonce, ciphertext, tag
 */
export function sealBytes(key: Uint8Array, plain: Uint8Array, context: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(contextBytes(context));
  return Buffer.concat([
    Uint8Array.of(VERSION),
    nonce,
    cipher.update(plain),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

/**
 * @returns the plain bytes, or null when the key or the context is another one, or a byte was altered
 * @throws Error when the bytes were sealed by a newer program
 */
export function openBytes(key: Uint8Array, sealed: Uint8Array, context: string): Uint8Array | null {
  if (sealed.length < HEADER_BYTES + TAG_BYTES) return null;
  if (sealed[0] !== VERSION) throw new Error(`sealed bytes of version ${sealed[0]}, this program knows 1`);
  const nonce = sealed.subarray(1, HEADER_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(contextBytes(context));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const plain = decipher.update(sealed.subarray(HEADER_BYTES, sealed.length - TAG_BYTES));
  try {
    // GCM is a stream: `final` has no bytes left, it only checks the tag.
    decipher.final();
    return plain;
  } catch {
    plain.fill(0);
    return null;
  }
}

/** The version is bound too, so that it cannot be turned back. */
function contextBytes(context: string): Uint8Array {
  return Buffer.from(`yolo1125 v${VERSION} ${context}`);
}
