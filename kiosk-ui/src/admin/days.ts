/** Days as `YYYY-MM-DD`, and the ranges that reports are asked for. */

export interface Range {
  readonly from: string;
  readonly to: string;
}

/** @param days how many later; below 0 for earlier */
export function shiftDay(day: string, days: number): string {
  const time = new Date(`${day}T00:00:00Z`);
  time.setUTCDate(time.getUTCDate() + days);
  return time.toISOString().slice(0, 10);
}

/** What this computer's calendar says. */
export function browserDay(): string {
  const now = new Date();
  const part = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}`;
}

export type RangeName = 'today' | 'week' | 'days30' | 'month';

/** @param today where the shop is */
export function rangeOf(name: RangeName, today: string): Range {
  if (name === 'today') return { from: today, to: today };
  if (name === 'month') return { from: `${today.slice(0, 8)}01`, to: today };
  return { from: shiftDay(today, name === 'week' ? -6 : -29), to: today };
}

/** Whether it is a day of the calendar. */
export function isDay(text: string | null): text is string {
  return text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}
