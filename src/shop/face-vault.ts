/** How a member's face is kept: sealed with a key of its own. Who seals and opens it is not the shop's matter. */
import type { Consent } from './consent.js';

/** What a member is recognised by. */
export interface FaceRecord {
  /** Numbers computed from pictures of the face, one list a picture, all of one length. */
  readonly templates: readonly Float32Array[];
  /** JPEGs; empty unless the shop keeps photos and says so in its consent text. */
  readonly photos: readonly Uint8Array[];
}

/** Whose record it is; a sealed record opens only for the owner it was sealed for. */
export interface FaceOwner {
  readonly memberId: string;
  /** Which embedder made the templates; those of another one cannot be compared with them. */
  readonly embedder: string;
}

export interface SealedRecord {
  /** The record's key, wrapped by the master key. Without it the sealed bytes are noise. */
  readonly wrappedKey: Uint8Array;
  readonly sealed: Uint8Array;
}

/** A face as the store keeps it. */
export interface SealedFace extends FaceOwner, SealedRecord {
  readonly consent: Consent;
  /** ISO time. */
  readonly createdAt: string;
}

/** Which face a member has, without the face. */
export interface FaceMark extends FaceOwner {
  /** Another one for each record that was ever sealed. */
  readonly mark: string;
}

export interface FaceVault {
  /** Seals a record with a fresh key. */
  seal(owner: FaceOwner, record: FaceRecord): SealedRecord;
  /** @throws Error when the master key does not fit, or the bytes were altered or belong to another owner */
  open(face: SealedFace): FaceRecord;
}
