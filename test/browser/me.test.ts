/** A member's own page, on the member's device and at a counter. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { post } from '../support/client.js';
import { button, cartShows, press, signInByKeypad } from '../support/counter-page.js';
import { PHONE, PIN, startDaemon } from '../support/daemon.js';
import { startFaceDaemon } from '../support/faces.js';
import { look } from '../support/looks.js';
import { fillCart, sell } from '../support/shopper.js';

/** Asking who somebody is who has not said so yet is refused, and browsers say that aloud. */
const REFUSED = /status of 40[013]/;
const COUNTER = '/?session=counter-1';

const title = (page: Page) => page.getByRole('heading', { name: '我的購物紀錄', exact: true });

async function signIn(page: Page, pin = PIN): Promise<void> {
  await page.getByLabel('手機號碼').fill(PHONE);
  await page.getByLabel('PIN 碼').fill(pin);
  await button(page, '登入').click();
}

describeInBrowser("a member's own page", () => {
  const browser = useBrowser({ camera: 'none' });

  it('opens by phone number and PIN, shows what was bought, and closes', async () => {
    const daemon = await startDaemon();
    const { transaction_id: number } = await sell(daemon);
    const { page, expectErrors } = await browser.visit(daemon.url, '/me');
    expectErrors(REFUSED);
    await page.getByRole('heading', { name: '查看我的購物紀錄' }).waitFor();
    await look(page, 'me-zh-sign-in');
    await signIn(page, '9999');
    await page.getByRole('alert').getByText('手機號碼或 PIN 碼不正確').waitFor();
    await signIn(page);
    await title(page).waitFor();
    const text = await page.getByRole('main').innerText();
    expect(text).toMatch(/累計消費\s*NT\$150\s*購物次數\s*1 次/);
    expect(text).toMatch(/臉部資料\s*沒有保存\s*PIN 碼\s*已設定/);
    await page.getByRole('region', { name: '收據' }).getByText('NT$150').first().click();
    await page.getByText(number).waitFor();
    await look(page, 'me-zh');
    await page.reload();
    await title(page).waitFor();
    await button(page, 'English').click();
    await look(page, 'me-en');
    await button(page, 'Sign out').click();
    await page.getByText('You are signed out.').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'See my purchases' }).waitFor();
  });

  it('at a counter keeps the cart, and goes back by itself when nobody touches it', async () => {
    const daemon = await startDaemon();
    await fillCart(daemon);
    const { page } = await browser.visit(daemon.url, COUNTER);
    await cartShows(page, { 元翠茶: 1 });
    await page.clock.install();
    await page.getByRole('link', { name: '我的購物紀錄' }).click();
    await title(page).waitFor();
    await look(page, 'me-zh-counter');
    await page.clock.fastForward(45_000);
    await button(page, '我還在看').click();
    await expect.poll(() => button(page, '我還在看').count()).toBe(0);
    await page.clock.fastForward(59_000);
    expect(new URL(page.url()).pathname).toBe('/me');
    await page.clock.fastForward(2_000);
    await page.waitForURL(daemon.url + COUNTER);
    await cartShows(page, { 元翠茶: 1 });
  });

  it('goes back to the counter when the visit ends there', async () => {
    const daemon = await startDaemon();
    const first = await browser.visit(daemon.url, COUNTER);
    await signInByKeypad(first.page);
    const second = await browser.visit(daemon.url, '/me?session=counter-1');
    await title(second.page).waitFor();
    await button(first.page, '登出').click();
    await second.page.waitForURL(daemon.url + COUNTER);
  });

  it('erases the face, then everything, each only with the PIN', async () => {
    const daemon = await startFaceDaemon(null);
    const { page, expectErrors } = await browser.visit(daemon.url, COUNTER);
    expectErrors(REFUSED);
    await button(page, '用手機號碼登入').click();
    const signInDialog = page.getByRole('dialog', { name: '會員登入' });
    await press(signInDialog, PHONE + PIN);
    await button(signInDialog, '登入').click();
    await page.getByRole('link', { name: '我的購物紀錄' }).click();
    await page.getByText(/起保存$/).waitFor();

    await button(page, '刪除臉部資料').click();
    const dialog = page.getByRole('dialog');
    await button(dialog, '刪除臉部資料').click();
    await dialog.getByRole('alert').getByText('請輸入 PIN 碼').waitFor();
    await press(dialog, '9999');
    await button(dialog, '刪除臉部資料').click();
    await dialog.getByRole('alert').getByText('PIN 碼不正確，請再試一次').waitFor();
    await press(dialog, PIN);
    await button(dialog, '刪除臉部資料').click();
    await page.getByRole('status').getByText('臉部資料已刪除。').waitFor();
    await page.getByText('沒有保存').waitFor();

    await button(page, '刪除會員資料').click();
    await press(dialog, PIN);
    await button(dialog, '刪除會員資料').click();
    await dialog.getByRole('alert').getByText('請先勾選').waitFor();
    await look(page, 'me-zh-forget');
    await dialog.getByLabel('我了解，刪除後無法復原').check();
    await button(dialog, '刪除會員資料').click();
    await page.getByRole('heading', { name: '會員資料已刪除' }).waitFor();
    await page.getByRole('link', { name: '回到櫃檯' }).click();
    await page.getByRole('heading', { name: '歡迎光臨' }).waitFor();
    const again = await post(`${daemon.url}/api/login`, { session_id: 'counter-2', phone: PHONE, pin: PIN });
    expect(again.status).toBe(401);
  });
});
