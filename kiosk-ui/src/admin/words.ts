/** Days, times, sizes and spans as people read them. */
import { lang } from '../lang';
import { texts } from './i18n';

const localeOf = () => (lang.value === 'zh' ? 'zh-TW' : 'en-GB');

/** `11月25日 週三`, `Wed 25 Nov`. @param day `YYYY-MM-DD` */
export function formatDay(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Intl.DateTimeFormat(localeOf(), { month: 'short', day: 'numeric', weekday: 'short' }).format(
    new Date(year, month - 1, date),
  );
}

/** `11/25`, `25/11`: for the foot of a chart. */
export function formatShortDay(day: string): string {
  const [, month, date] = day.split('-').map(Number);
  return lang.value === 'zh' ? `${month}/${date}` : `${date}/${month}`;
}

/** Day and minute: `2026/11/25 18:40`, `25/11/2026, 18:40`. */
export function formatMoment(iso: string): string {
  return new Intl.DateTimeFormat(localeOf(), {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso));
}

/** `18:40:07`. */
export function formatClock(iso: string): string {
  return new Intl.DateTimeFormat(localeOf(), { timeStyle: 'medium', hourCycle: 'h23' }).format(new Date(iso));
}

/** `3 秒前`. A clock that is ahead of this one says `now`. */
export function formatAgo(iso: string): string {
  const { ago } = texts.value.units;
  const seconds = Math.round((Date.now() - Date.parse(iso)) / 1000);
  if (seconds < 1) return ago.now;
  if (seconds < 60) return ago.seconds(seconds);
  return seconds < 3600 ? ago.minutes(Math.round(seconds / 60)) : ago.hours(Math.round(seconds / 3600));
}

export function formatHour(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `1.4 GB`, by thousands, as disks are sold. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log10(bytes) / 3));
  const size = bytes / 1000 ** step;
  return `${size < 100 && step > 0 ? size.toFixed(1) : Math.round(size)} ${SIZES[step]}`;
}

/** `2 天 3 小時`: the two largest units that are not nothing. */
export function formatSpan(seconds: number): string {
  const { span } = texts.value.units;
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), span.days],
    [Math.floor(seconds / 3600) % 24, span.hours],
    [Math.floor(seconds / 60) % 60, span.minutes],
    [Math.floor(seconds) % 60, span.seconds],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first === -1 ? 3 : first)
    .slice(0, 2)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}
