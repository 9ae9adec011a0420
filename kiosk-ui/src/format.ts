/** Money and times as people write them. */
import { lang } from './lang';

/** `NT$1,250`. */
export function formatMoney(amount: number): string {
  return `NT$${amount.toLocaleString('en-US')}`;
}

function format(iso: string, options: Intl.DateTimeFormatOptions): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  return new Intl.DateTimeFormat(lang.value === 'zh' ? 'zh-TW' : 'en-GB', options).format(time);
}

/** An ISO time as this computer's clock says it. */
export function formatTime(iso: string): string {
  return format(iso, { dateStyle: 'long', timeStyle: 'medium', hourCycle: 'h23' });
}

/** Shorter, for lists. */
export function formatMinute(iso: string): string {
  return format(iso, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
}

/** The day of an ISO time, where this computer stands. */
export function formatDate(iso: string): string {
  return format(iso, { dateStyle: 'long' });
}
