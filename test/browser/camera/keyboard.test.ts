/** A whole visit without a pointer. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../../support/browser.js';
import { cartShows, expectedBasket, MODEL } from '../../support/counter-page.js';
import { PHONE, PIN, startDaemon } from '../../support/daemon.js';

/** What has the focus, as a screen reader would name it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    const { ariaLabel, labels, textContent } = document.activeElement;
    return ariaLabel ?? labels?.[0]?.textContent ?? textContent;
  })()`);

/** Moves on by Tab until this has the focus, and proves that the focus can be seen there. */
async function tabTo(page: Page, name: string): Promise<void> {
  const seen: string[] = [];
  for (let i = 0; i < 40; i += 1) {
    await page.keyboard.press('Tab');
    seen.push(await focused(page));
    if (seen.at(-1) !== name) continue;
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline, `the focus on ${name} can be seen`).not.toBe('none');
    return;
  }
  throw new Error(`Tab does not lead to ${name}, but to ${seen.join(', ')}`);
}

describeInBrowser('with the keyboard alone', () => {
  const browser = useBrowser({ camera: { clips: ['two-different'], after: 120 } });

  it('signs in, removes a line and pays', async () => {
    const daemon = await startDaemon({ model: MODEL });
    const { page, allowCamera } = await browser.visit(daemon.url);
    const { keyboard } = page;
    await tabTo(page, '會員登入');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: '會員登入' }).waitFor();
    expect(await focused(page)).toBe('手機號碼');
    await keyboard.type(PHONE);
    await keyboard.type(PIN);
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: /^歡迎回來/ }).waitFor();
    await allowCamera();
    await cartShows(page, await expectedBasket(daemon.url, 'two-different'));

    await tabTo(page, '移除 分解茶');
    await keyboard.press('Space');
    await cartShows(page, { 元翠茶: 1 });
    await tabTo(page, '完成結帳');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: '確認結帳' }).waitFor();
    expect(await focused(page)).toBe('確認結帳 NT$150');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: '結帳成功' }).waitFor();
    await keyboard.press('Escape');
    await page.getByRole('heading', { name: '歡迎光臨' }).waitFor();
  });
});
