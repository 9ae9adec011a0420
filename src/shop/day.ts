/** Days by the calendar of the shop's place, which is the one this process runs in (`TZ`). */

/** The day a time falls on, `YYYY-MM-DD`. */
export function dayOf(time: Date): string {
  return [time.getFullYear(), time.getMonth() + 1, time.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

/**
 * When a day begins. Not always at midnight: some places put their clocks forward just then.
 * @param day `YYYY-MM-DD`
 */
export function startOfDay(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

/** @param days how many later; below 0 for earlier */
export function shiftDay(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  // Noon, because a day may have 23 or 25 hours.
  return dayOf(new Date(year, month - 1, date + days, 12));
}
