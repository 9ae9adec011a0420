/** Members with faces: registration at the counter, and a face for somebody who is a member already. */
import { randomUUID } from 'node:crypto';
import { AppError } from '../protocol/index.js';
import type { Consent } from './consent.js';
import type { FaceOwner, FaceRecord, FaceVault, SealedFace } from './face-vault.js';
import { type Member, normaliseName, normalisePhone } from './member.js';
import { hashPin } from './pin.js';
import type { Store } from './store-port.js';

/** A face that is to be kept, and what its owner agreed to. */
export interface NewFace {
  readonly record: FaceRecord;
  readonly embedder: string;
  readonly consent: Consent;
}

export interface Registration extends NewFace {
  readonly name: string;
  readonly phone: string;
  /** 4 to 8 digits; without it the member signs in by face only. */
  readonly pin?: string | undefined;
}

/**
 * Adds a member and their face in one step.
 * @throws AppError `bad_request` for a malformed field, `phone_taken`, `no_face` when the record has no template
 */
export async function registerWithFace(
  store: Store,
  vault: FaceVault,
  registration: Registration,
  now: Date,
): Promise<Member> {
  const member = await newMember(registration, now);
  const face = sealFace(vault, member.id, registration, now);
  if (!(await store.registerMember(member, face))) throw new AppError('phone_taken');
  return member;
}

/**
 * Keeps a face of a member; one that was kept before is replaced.
 * @throws AppError `no_face` when the record has no template, `not_signed_in` when the member was erased meanwhile
 */
export async function addFace(
  store: Store,
  vault: FaceVault,
  memberId: string,
  face: NewFace,
  now: Date,
): Promise<void> {
  const kept = await store.putFace(sealFace(vault, memberId, face, now));
  if (!kept) throw new AppError('not_signed_in', 'the member was erased');
}

/**
 * A member who is not in the store yet.
 * @throws AppError `bad_request` for a malformed field
 */
export async function newMember(
  { name, phone, pin }: Pick<Registration, 'name' | 'phone' | 'pin'>,
  now: Date,
): Promise<Member> {
  return {
    id: randomUUID(),
    name: normaliseName(name),
    phone: normalisePhone(phone),
    pinHash: pin === undefined ? null : await hashPin(pin),
    createdAt: now.toISOString(),
    lastVisitAt: null,
  };
}

/** @throws AppError `no_face` when the record has no template */
export function sealFace(vault: FaceVault, memberId: string, face: NewFace, now: Date): SealedFace {
  const { record, embedder, consent } = face;
  if (record.templates.length === 0) throw new AppError('no_face');
  const owner: FaceOwner = { memberId, embedder };
  return { ...owner, ...vault.seal(owner, record), consent, createdAt: now.toISOString() };
}
