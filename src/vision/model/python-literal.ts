/**
 * Reads the Python literals that Ultralytics writes into model metadata: `{0: 'cup', 1: "owner's"}`, `['a', 'b']`.
 * They are not JSON: keys are numbers and quotes are Python's.
 */

const ENTRY = /\s*(?:['"]?(\d+)['"]?\s*:\s*)?(?:'((?:[^'\\]|\\[\s\S])*)'|"((?:[^"\\]|\\[\s\S])*)")\s*(,|$)/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/**
 * The strings of a Python dict with integer keys, or of a list, by index.
 * @returns null when the text is neither
 */
export function parsePythonNames(text: string): Map<number, string> | null {
  const body = /^\s*(?:\{([\s\S]*)\}|\[([\s\S]*)\])\s*$/.exec(text);
  const inner = body?.[1] ?? body?.[2];
  if (inner === undefined || inner.trim() === '') return null;
  // Python allows one comma after the last entry.
  const entries = inner.replace(/,\s*$/, '').trimEnd();
  const names = new Map<number, string>();
  ENTRY.lastIndex = 0;
  while (ENTRY.lastIndex < entries.length) {
    const entry = ENTRY.exec(entries);
    if (!entry) return null;
    const [, key, single, double] = entry;
    names.set(key === undefined ? names.size : Number(key), unescapePython(single ?? double ?? ''));
  }
  return names;
}

function unescapePython(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([\s\S]))/g,
    (_, u4?: string, u8?: string, x2?: string, other = '') => {
      const code = u4 ?? u8 ?? x2;
      return code !== undefined ? String.fromCodePoint(Number.parseInt(code, 16)) : (ESCAPES[other] ?? other);
    },
  );
}
