/** The owner's pages as the owner uses them: by what is written on them. */
import type { Locator, Page } from 'playwright-core';
import { button } from './counter-page.js';
import { PASSWORD } from './owner.js';

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });

/** What was just done, as the page tells it. */
export const told = (page: Page, words: string | RegExp) => page.getByRole('status').getByText(words);

/** Sets the first password and is in. */
export async function setUp(page: Page, password = PASSWORD): Promise<void> {
  await page.getByLabel('新密碼').fill(password);
  await page.getByLabel('再輸入一次').fill(password);
  await button(page, '設定並登入').click();
  await page.getByRole('navigation', { name: '主選單' }).waitFor();
}

export async function typePassword(scope: Page | Locator, password: string): Promise<void> {
  await scope.getByLabel('密碼', { exact: true }).fill(password);
  await button(scope, '登入').click();
}

/** Goes to a section by the menu. */
export async function goTo(page: Page, section: string): Promise<void> {
  await page.getByRole('navigation', { name: '主選單' }).getByRole('link', { name: section }).click();
  await heading(page, section).waitFor();
}

/** The row of a table that is about this. */
export const row = (page: Page, of: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader').filter({ hasText: of }) });

/** The value beside a name in a list of facts. */
export const fact = (page: Page, name: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.getByRole('term').getByText(name, { exact: true }) })
    .getByRole('definition');
