/** How much each page makes a browser load. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const KIOSK = join(dirname(fileURLToPath(import.meta.url)), '../../../dist/kiosk');
const IN_HTML = /(?:src|href)="(\/static\/[^"]+)"/g;
/** `import … from "./x.js"` and `import "./x.js"`; what is loaded later, by `import("./x.js")`, is not among them. */
const IN_SCRIPT = /(?:from|import)\s*"(\.\/[^"]+)"/g;
/** Files that are loaded only when something on the page wants them. */
const LATER = /import\(\s*[`"'](\.\/[^`"']+)[`"']\s*\)/g;

export interface PageSize {
  readonly page: string;
  readonly files: number;
  /** Thousands of bytes of everything it loads at once. */
  readonly kb_gzip: number;
  /** Thousands of bytes of what may be loaded later, such as charts. */
  readonly kb_gzip_later: number;
}

function found(text: string, pattern: RegExp, of: string): readonly string[] {
  return [...text.matchAll(pattern)].map(([, name]) => posix.join(posix.dirname(of), name as string));
}

/** The file and everything it needs, by its name below the folder. */
function loadedBy(start: readonly string[], stopAt: ReadonlySet<string> = new Set()) {
  const files = new Set<string>();
  const later = new Set<string>();
  const queue = [...start];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (files.has(name) || stopAt.has(name)) continue;
    files.add(name);
    const text = readFileSync(join(KIOSK, name), 'utf8');
    if (name.endsWith('.html')) queue.push(...[...text.matchAll(IN_HTML)].map(([, path]) => path as string));
    if (name.endsWith('.js')) {
      queue.push(...found(text, IN_SCRIPT, name));
      for (const other of found(text, LATER, name)) later.add(other);
    }
  }
  return { files, later };
}

function kilobytes(files: ReadonlySet<string>): number {
  const bytes = [...files].reduce((sum, name) => sum + gzipSync(readFileSync(join(KIOSK, name))).length, 0);
  return Number((bytes / 1000).toFixed(1));
}

/** Every page of the build that stands in `dist/`. */
export function pageSizes(): readonly PageSize[] {
  const pages = readdirSync(KIOSK).filter((name) => name.endsWith('.html'));
  return pages.map((page) => {
    const { files, later } = loadedBy([`/${page}`]);
    const { files: afterwards } = loadedBy([...later], files);
    return {
      page,
      files: files.size,
      kb_gzip: kilobytes(files),
      kb_gzip_later: kilobytes(afterwards),
    };
  });
}
