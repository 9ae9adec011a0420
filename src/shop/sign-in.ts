/** Sign-in by phone and PIN: the way for everybody who does not want face recognition. */
import { AppError } from '../protocol/index.js';
import { type Member, normalisePhone } from './member.js';
import { verifyPin } from './pin.js';
import type { Store } from './store-port.js';

export const MAX_PIN_FAILURES = 5;
export const LOCKOUT_MS = 5 * 60_000;

/**
 * The member with this phone and PIN.
 *
 * A wrong phone and a wrong PIN are told apart neither by the answer nor by its time, and unknown numbers are
 * locked out just like members' numbers.
 * @throws AppError `wrong_phone_or_pin`, or `too_many_attempts` after 5 failures until 5 minutes have passed
 */
export async function checkPin(store: Store, phoneText: string, pin: string, now: Date): Promise<Member> {
  const phone = normalisePhone(phoneText);
  // A clock that was set back leaves failures in the future, which must lock nobody out for longer than any other.
  await store.clearPinFailuresBefore(isoAfter(now, 1 - LOCKOUT_MS), isoAfter(now, LOCKOUT_MS));
  if ((await store.pinFailures(phone)) >= MAX_PIN_FAILURES) throw new AppError('too_many_attempts');

  const member = await store.findMemberByPhone(phone);
  // Counted before the answer is known, so that guesses sent all at once are counted too.
  await store.addPinFailure(phone, now.toISOString());
  if (!(await verifyPin(pin, member?.pinHash ?? null)) || member === null) {
    throw new AppError('wrong_phone_or_pin');
  }
  await store.clearPinFailures(phone);
  return member;
}

const isoAfter = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString();

/** As `checkPin`, at a counter: the member is here. */
export async function signInByPin(store: Store, phoneText: string, pin: string, now: Date): Promise<Member> {
  const member = await checkPin(store, phoneText, pin, now);
  await store.setLastVisit(member.id, now.toISOString());
  return member;
}
