/**
 * What a page looks like to everybody: a check for accessibility, and, with `YOLO1125_LOOKS=1`, pictures to be looked at. They take
 * longer than the checks.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ROOT } from './daemon.js';

const FOLDER = join(ROOT, 'test-artefacts/screenshots');
const TAKES_PICTURES = process.env.YOLO1125_LOOKS === '1';

/** WCAG 2.2 AA, which EN 301 549 asks for, and what its authors recommend beyond. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A kiosk's screen, a laptop's, a tablet upright, a phone. */
const SIZES = [
  [1920, 1080],
  [1280, 800],
  [768, 1024],
  [390, 844],
] as const;

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Resolves when nothing fades in any more: half there, everything is too pale. What moves for longer is there all the time. */
const SETTLED = `Promise.allSettled(
  document.getAnimations()
    .filter(({ effect }) => effect.getComputedTiming().endTime < 1000)
    .map(({ finished }) => finished),
).then(() => undefined)`;

/** @returns what axe objects to, a line each */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(SETTLED);
  await page.evaluate(axe.source);
  const options = JSON.stringify({ runOnly: { type: 'tag', values: TAGS }, resultTypes: ['violations'] });
  const violations: readonly Violation[] = await page.evaluate(
    `axe.run(document, ${options}).then((result) => result.violations)`,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html}: ${failureSummary}`),
  );
}

/** Wider than the screen: something can be read only by moving the page sideways. */
function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}

/**
 * Lets nothing pass that is too wide in any size or that axe objects to; pictures go into `test-artefacts/screenshots/`.
 * @param fullPage also what is below the screen's edge
 */
export async function look(page: Page, name: string, fullPage = false): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const before = page.viewportSize()!;
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    // Charts are drawn anew a moment after.
    await expect
      .poll(() => isTooWide(page), { message: `${name} is wider than ${width} pixels` })
      .toBe(false);
    const path = join(FOLDER, `${name}-${width}x${height}.png`);
    if (TAKES_PICTURES) await page.screenshot({ path, animations: 'disabled', fullPage });
  }
  await page.setViewportSize(before);
  expect(await violationsOf(page), name).toEqual([]);
}

/** Behind a dialog it cannot be pressed, but pictures are wanted there too. */
export async function speak(page: Page, language: 'English' | '中文'): Promise<void> {
  await page.getByText(language, { exact: true }).dispatchEvent('click');
  await page.getByText(language, { exact: true }).waitFor({ state: 'hidden' });
}

/** Looks in Chinese, which the page speaks, and in English: `area-zh-name`, `area-en-name`. */
export async function lookInBoth(page: Page, area: string, name: string, fullPage = false): Promise<void> {
  await look(page, `${area}-zh-${name}`, fullPage);
  await speak(page, 'English');
  await look(page, `${area}-en-${name}`, fullPage);
  await speak(page, '中文');
}
