/** Money and times as people write them. */
import { lang } from './lang';

/** `NT$1,250`. */
export function formatMoney(amount: number): string {
  return `NT$${amount.toLocaleString('en-US')}`;
}

/** An ISO time as this computer's clock says it. */
export function formatTime(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const locale = lang.value === 'zh' ? 'zh-TW' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium', hourCycle: 'h23' }).format(
    time,
  );
}
