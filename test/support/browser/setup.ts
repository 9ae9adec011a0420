/** The browser of the tests, looked for or installed once; vitest calls `setup` before the first test. */
import type { TestProject } from 'vitest/node';
import { type BrowserFound, findBrowser } from './find.js';
import { installBrowser } from './install.js';

declare module 'vitest' {
  interface ProvidedContext {
    browser: BrowserFound;
  }
}

function provideBrowser(): BrowserFound {
  const found = findBrowser(process.env);
  // A name that is wrong is a mistake to be told of, not a wish for another browser.
  if ('path' in found || process.env.YOLO1125_BROWSER) return found;
  const failed = installBrowser();
  if (failed === null) return findBrowser(process.env);
  return { missing: `${found.missing} (Installing one failed: ${failed})` };
}

export function setup({ provide }: TestProject): void {
  const browser = provideBrowser();
  if ('missing' in browser) {
    if (process.env.CI === 'true') throw new Error(browser.missing);
    process.stdout.write(`The tests in a browser are skipped. ${browser.missing}\n`);
  }
  provide('browser', browser);
}
