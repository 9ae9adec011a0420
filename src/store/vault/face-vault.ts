/** Seals faces: each record with a key of its own, and that key with the master key. */
import type { FaceOwner, FaceVault } from '../../shop/index.js';
import { decodeRecord, encodeRecord } from './record-bytes.js';
import { newKey, openBytes, sealBytes } from './seal.js';

/**
 * @param masterKey 32 bytes, from `loadMasterKey`; used as it is, not copied
 */
export function createFaceVault(masterKey: Uint8Array): FaceVault {
  return {
    seal(owner, record) {
      const key = newKey();
      const plain = encodeRecord(record);
      try {
        return {
          wrappedKey: sealBytes(masterKey, key, contextOf('key', owner)),
          sealed: sealBytes(key, plain, contextOf('face', owner)),
        };
      } finally {
        key.fill(0);
        plain.fill(0);
      }
    },
    open(face) {
      const key = openBytes(masterKey, face.wrappedKey, contextOf('key', face));
      if (key === null)
        throw new Error('the master key does not fit this store, or a stored face was altered');
      try {
        const plain = openBytes(key, face.sealed, contextOf('face', face));
        if (plain === null) throw new Error('a stored face was altered');
        const record = decodeRecord(plain);
        plain.fill(0);
        return record;
      } finally {
        key.fill(0);
      }
    },
  };
}

/** Binds sealed bytes to their place: what for, whose, and for which embedder. */
function contextOf(purpose: 'key' | 'face', { memberId, embedder }: FaceOwner): string {
  return JSON.stringify([purpose, memberId, embedder]);
}
