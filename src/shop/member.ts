/** Who may buy. A phone number is a member's key; it leaves this process only masked. */
import { AppError, type MemberView, writtenText } from '../protocol/index.js';

export interface Member {
  readonly id: string;
  readonly name: string;
  /** Normalised by `normalisePhone`. */
  readonly phone: string;
  /** Made by `hashPin`; null for a member who never set one. */
  readonly pinHash: string | null;
  /** ISO time. */
  readonly createdAt: string;
  readonly lastVisitAt: string | null;
}

const PHONE = /^\+?\d{8,15}$/;

/**
 * One spelling for one number: separators go, and Taiwan's +886 becomes the leading 0.
 * @throws AppError `bad_request` when it is no phone number; the number itself is not in the message
 */
export function normalisePhone(text: string): string {
  const digits = text.trim().replace(/[\s().-]/g, '');
  const local = digits.replace(/^\+886/, '0');
  if (!PHONE.test(local)) throw new AppError('bad_request', 'phone: must be 8 to 15 digits, e.g. 0912345678');
  return local;
}

const Name = writtenText(60);

/** @throws AppError `bad_request` when the name is empty or longer than 60 characters */
export function normaliseName(text: string): string {
  const parsed = Name.safeParse(text);
  if (!parsed.success) throw new AppError('bad_request', 'name: must be 1 to 60 whole characters');
  return parsed.data;
}

/** `0912345678` → `0912***678`; at least three digits are always hidden. */
export function maskPhone(phone: string): string {
  const shown = Math.min(4, phone.length - 6);
  return `${phone.slice(0, shown)}${'*'.repeat(phone.length - shown - 3)}${phone.slice(-3)}`;
}

const WIDE_SCRIPT = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const HIDDEN = '○';

/**
 * A name as a bystander may read it: `會員甲` → `會○甲`, `New Member` → `N○○ M○○○○○`. At least one character of every word is
 * hidden; the last one is shown only of Chinese, Japanese and Korean words of three and more.
 */
export function maskName(name: string): string {
  return name.normalize('NFC').split(/\s+/).map(maskWord).join(' ');
}

function maskWord(word: string): string {
  const letters = [...word];
  const [first = '', ...rest] = letters;
  const last = WIDE_SCRIPT.test(word) && letters.length > 2 ? letters.at(-1) : '';
  if (rest.length === 0) return HIDDEN;
  return `${first}${HIDDEN.repeat(rest.length - (last ? 1 : 0))}${last}`;
}

export function viewMember(member: Member): MemberView {
  return { id: member.id, name: member.name, phone: maskPhone(member.phone) };
}
