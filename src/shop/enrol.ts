/** Adding members by the shop's owner, who may do it again for the same person. */
import { AppError } from '../protocol/index.js';
import type { FaceVault } from './face-vault.js';
import type { Member } from './member.js';
import { addFace, type NewFace, newMember, sealFace } from './register.js';
import type { Store } from './store-port.js';

export interface Enrolment {
  readonly name: string;
  readonly phone: string;
  /** 4 to 8 digits. */
  readonly pin?: string | undefined;
  readonly face?: (NewFace & { readonly vault: FaceVault }) | undefined;
}

/**
 * Adds a member, or gives the same person (same phone, same name) who is already one the new PIN and the new face.
 * What is not given stays as it is.
 * @throws AppError `bad_request` for a malformed field, or when the phone belongs to somebody of another name;
 *   `no_face` when the face has no template
 */
export async function enrol(
  store: Store,
  enrolment: Enrolment,
  now: Date,
): Promise<{ readonly member: Member; readonly added: boolean }> {
  const { face } = enrolment;
  const member = await newMember(enrolment, now);
  const sealed = face ? sealFace(face.vault, member.id, face, now) : null;
  if (await store.registerMember(member, sealed)) return { member, added: true };

  const existing = await store.findMemberByPhone(member.phone);
  if (existing?.name !== member.name) {
    throw new AppError('bad_request', 'phone: this number already belongs to another member');
  }
  if (face) await addFace(store, face.vault, existing.id, face, now);
  if (member.pinHash === null) return { member: existing, added: false };
  await store.setMemberPin(existing.id, member.pinHash);
  await store.clearPinFailures(member.phone);
  return { member: { ...existing, pinHash: member.pinHash }, added: false };
}
