/** Adding members. */
import { randomUUID } from 'node:crypto';
import { AppError } from '../protocol/index.js';
import { type Member, normaliseName, normalisePhone } from './member.js';
import { hashPin } from './pin.js';
import type { Store } from './store-port.js';

export interface Enrolment {
  readonly name: string;
  readonly phone: string;
  /** 4 to 8 digits. */
  readonly pin: string;
}

/**
 * Adds a member, or sets the PIN anew when the same person (same phone, same name) is already one.
 * @throws AppError `bad_request` for a malformed field, or when the phone belongs to somebody of another name
 */
export async function enrol(
  store: Store,
  enrolment: Enrolment,
  now: Date,
): Promise<{ readonly member: Member; readonly added: boolean }> {
  const name = normaliseName(enrolment.name);
  const phone = normalisePhone(enrolment.phone);
  const pinHash = await hashPin(enrolment.pin);
  const member = { id: randomUUID(), name, phone, pinHash, createdAt: now.toISOString(), lastVisitAt: null };
  if (await store.addMember(member)) return { member, added: true };

  const existing = await store.findMemberByPhone(phone);
  if (existing?.name !== name) {
    throw new AppError('bad_request', 'phone: this number already belongs to another member');
  }
  await store.setMemberPin(existing.id, pinHash);
  await store.clearPinFailures(phone);
  return { member: { ...existing, pinHash }, added: false };
}
