/** What a section of the bench gives back, and how it is printed. */

export type Cell = string | number;

export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export type SectionResult = readonly Table[] | { readonly skipped: string };

/** A share as a percentage. */
export function percent(count: number, total: number): string {
  if (total === 0) return '–';
  const value = (100 * count) / total;
  return `${value.toFixed(value > 0 && value < 1 ? 2 : 1)} %`;
}

/** @param share 0 … 1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const fixed = (value: number, digits = 1): string =>
  Number.isFinite(value) ? value.toFixed(digits) : '–';

/** The table as lines of text with columns under each other. */
export function textOf({ title, head, rows }: Table): string {
  const lines = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const print = (line: readonly string[]) =>
    line
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [`\n${title}`, print(head), rule, ...lines.slice(1).map(print)].join('\n');
}

/** The table as one object a row. */
export function jsonOf({ title, head, rows }: Table): object {
  const named = rows.map((row) =>
    Object.fromEntries(head.map((name, column) => [name, row[column] ?? null])),
  );
  return { title, rows: named };
}
