/** Whole numbers as people type them. */

const MOST = 1_000_000;

/** The number, or null when it is none, not whole, or out of range. Thousands may be set apart by commas. */
export function wholeNumber(text: string, least = 0, most = MOST): number | null {
  const plain = text.trim().replace(/,/g, '');
  if (!/^[+-]?\d{1,9}$/.test(plain)) return null;
  const number = Number(plain);
  return number >= least && number <= most ? number : null;
}
