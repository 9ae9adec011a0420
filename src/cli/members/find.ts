/** The member a command of `members` is about. */
import { type Member, normalisePhone, type Store } from '../../shop/index.js';
import { CliError } from '../fail.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * @param who phone number in any spelling, or id
 * @throws CliError when it is neither, or no member's
 */
export async function findMember(store: Store, who: string): Promise<Member> {
  const member = ID.test(who)
    ? await store.findMember(who.toLowerCase())
    : await store.findMemberByPhone(phoneOf(who));
  if (!member)
    throw new CliError('no member has this phone number or id; "yolo1125 members list" shows them');
  return member;
}

function phoneOf(who: string): string {
  try {
    return normalisePhone(who);
  } catch {
    throw new CliError('give a phone number, e.g. 0912345678, or the id of a member', 2);
  }
}

/** An ISO time as the clock on the wall shows it. */
export function localTime(iso: string): string {
  return new Date(iso).toLocaleString('sv-SE');
}
