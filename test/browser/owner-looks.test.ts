/** The owner's pages and their dialogs, in both languages: for everybody to use, and to be looked at. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { MembersReply } from '../../src/protocol/index.js';
import { describeInBrowser, useBrowser, type Visitor } from '../support/browser.js';
import { button } from '../support/counter-page.js';
import { sharedDaemon, startDaemon } from '../support/daemon.js';
import { shopOfAMonth } from '../support/history.js';
import { look, lookInBoth } from '../support/looks.js';
import { PASSWORD, signInAsOwner } from '../support/owner.js';
import { goTo, heading, setUp, typePassword } from '../support/owner-page.js';
import { jpegOf } from '../support/pictures.js';
import { sell, show, signedIn } from '../support/shopper.js';

const FAR = { extraHTTPHeaders: { 'X-Forwarded-For': '203.0.113.9' } };
const UNSEEN_PICTURES = '[...document.images].filter(({ naturalWidth }) => naturalWidth === 0).length';
const REASON = '顧客退回一瓶，瓶蓋破損';

const lookAt = (page: Page, name: string) => lookInBoth(page, 'owner', name, true);
const lookAtDialog = (page: Page, name: string) => lookInBoth(page, 'owner', name);

describeInBrowser("the owner's pages", () => {
  const browser = useBrowser({ camera: 'none' });
  const shop = sharedDaemon(async (atEnd) => ({ data: await shopOfAMonth(atEnd) }));

  /** Shown in by the password. */
  async function visitShop(path: string): Promise<Visitor> {
    const { url } = shop.daemon;
    await signInAsOwner(url);
    const visitor = await browser.visit(url, path);
    await typePassword(visitor.page, PASSWORD);
    return visitor;
  }

  it('before one is in', async () => {
    const daemon = await startDaemon();
    const far = await browser.visit(daemon.url, '/admin', FAR);
    await heading(far.page, '請到商店的電腦上設定密碼').waitFor();
    await look(far.page, 'owner-zh-01-setup-elsewhere', true);
    const { page, expectErrors } = await browser.visit(daemon.url, '/admin');
    expectErrors(/status of 401/);
    await heading(page, '設定店主密碼').waitFor();
    await button(page, '設定並登入').click();
    await page.getByRole('link', { name: '密碼至少要 10 個字' }).waitFor();
    await lookAt(page, '02-setup');
    await setUp(page);
    await button(page, '登出').click();
    await typePassword(page, 'not the password');
    await page.getByText('密碼不正確').waitFor();
    await lookAt(page, '03-sign-in');
    await daemon.stop();
    expectErrors(/ERR_CONNECTION_REFUSED/);
    await typePassword(page, PASSWORD);
    await page.getByText('沒有收到回應').waitFor();
    await look(page, 'owner-zh-04-no-answer', true);
  });

  it('of products and members', async () => {
    const owner = await signInAsOwner(shop.daemon.url);
    await owner.send('PATCH', 'products/sarsi', { stock: 3 });
    await owner.send('PATCH', 'products/tuna-onigiri', { stock: 0 });
    await owner.send('PATCH', 'products/soda-cracker', { active: false });
    const { page } = await visitShop('/admin/products');
    await heading(page, '商品').waitFor();
    await expect.poll(() => page.evaluate(UNSEEN_PICTURES)).toBe(0);
    await lookAt(page, '11-products');
    await button(page, '調整 沙士 的庫存').click();
    await page.getByLabel('進貨數量').fill('1.5');
    await button(page, '儲存').click();
    await page.getByRole('link', { name: /^請輸入 -1,000,000/ }).waitFor();
    await lookAtDialog(page, '12-stock');
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: '元翠茶' }).click();
    await heading(page, '商品：元翠茶').waitFor();
    await page.getByRole('img', { name: '元翠茶 的圖片' }).waitFor();
    await lookAt(page, '13-product');
    await goTo(page, '商品');
    await page.getByRole('link', { name: '新增商品' }).click();
    await button(page, '新增商品').click();
    await page.getByRole('link', { name: /^編號只能用/ }).waitFor();
    await lookAt(page, '14-new-product');

    await goTo(page, '會員');
    await page.getByRole('link', { name: '會員一' }).waitFor();
    await lookAt(page, '20-members');
    await page.getByRole('link', { name: '會員一' }).click();
    await heading(page, '會員：會員一').waitFor();
    await lookAt(page, '21-member');
    await button(page, '刪除會員').click();
    await lookAtDialog(page, '22-forget');
    await page.keyboard.press('Escape');
  });

  it('of what was done', async () => {
    const owner = await signInAsOwner(shop.daemon.url);
    const { transaction_id } = await sell(shop.daemon, 'counter-4');
    await owner.send('POST', `transactions/${transaction_id}/void`, { reason: REASON });
    await owner.send('PATCH', 'products/sarsi', { price: 33, active: false });
    const [member] = (await owner.get('members', MembersReply)).members;
    await owner.send('PATCH', `members/${member?.id}`, { name: '會員甲' });
    await owner.send('DELETE', `members/${member?.id}/face`);
    await owner.send('DELETE', `members/${member?.id}`);
    const { page } = await visitShop('/admin/audit');
    const voided = page.getByRole('row', { name: /^作廢交易/ });
    await voided.getByRole('link', { name: transaction_id }).waitFor();
    await lookAt(page, '45-audit');
    await page.getByLabel('種類').selectOption('刪除會員');
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await page.getByText(`會員 ${member?.id.slice(0, 8)}`).waitFor();
  });

  it('of devices: a token is shown once, and a device that was removed is gone', async () => {
    const { page } = await visitShop('/admin/devices');
    await page.getByText('還沒有任何裝置。').waitFor();
    await page.getByLabel('名稱').fill('kiosk-1');
    await button(page, '新增裝置').click();
    const token = page.getByRole('dialog', { name: 'kiosk-1 的權杖' });
    await token.getByText(/#device=yolo1125_/).waitFor();
    await lookAtDialog(page, '46-token');
    await button(token, '已記下，關閉').click();
    await page.getByRole('rowheader', { name: 'kiosk-1' }).waitFor();
    await lookAt(page, '47-devices');
    await button(page, '移除 kiosk-1').click();
    await button(page.getByRole('dialog'), '移除').click();
    await page.getByText('還沒有任何裝置。').waitFor();
  });

  it('of sales, and when the sign-in has expired', async () => {
    const { daemon } = shop;
    const owner = await signInAsOwner(daemon.url);
    await sell(daemon);
    const { transaction_id: voided } = await sell(daemon, 'counter-2');
    await owner.send('POST', `transactions/${voided}/void`, { reason: REASON });
    const { socket } = await signedIn(daemon, 'counter-3');
    await show(socket, await jpegOf(64, 64, '#ffffff'), 4);
    const { page, expectErrors } = await visitShop('/admin');
    await page.getByText('1 件 · NT$150').waitFor();
    await lookAt(page, '10-today');

    await goTo(page, '交易');
    await page.getByRole('link', { name: voided }).waitFor();
    await lookAt(page, '30-transactions');
    await page.getByRole('link', { name: voided }).click();
    await page.getByText(REASON).waitFor();
    await look(page, 'owner-zh-31-voided', true);
    await page.goBack();
    await page.getByRole('row').nth(2).getByRole('link').first().click();
    await button(page, '作廢這筆交易').click();
    await lookAtDialog(page, '32-void');
    await page.keyboard.press('Escape');

    await goTo(page, '報表');
    await page.getByRole('link', { name: '最近 30 天' }).click();
    await page.getByRole('heading', { name: '每日營業額' }).waitFor();
    await expect.poll(() => page.locator('canvas').count()).toBeGreaterThan(2);
    await lookAt(page, '40-reports');

    await goTo(page, '系統');
    await page.getByRole('heading', { name: '紀錄' }).waitFor();
    await lookAt(page, '50-system');

    expectErrors(/status of 401/);
    // The system's page asks by itself, and would find out before the next one is gone to.
    await goTo(page, '會員');
    await owner.send('POST', 'password', { current: PASSWORD, password: 'another long password' });
    await page.getByRole('navigation', { name: '主選單' }).getByRole('link', { name: '商品' }).click();
    await page.getByRole('dialog', { name: '請重新登入' }).waitFor();
    await lookAtDialog(page, '60-again');
  });
});
