/** How the owner comes in, and nobody else. */
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { button } from '../support/counter-page.js';
import { startDaemon } from '../support/daemon.js';
import { PASSWORD, signInAsOwner } from '../support/owner.js';
import { goTo, heading, setUp, told, typePassword } from '../support/owner-page.js';

/** Browsers say aloud what was refused. */
const REFUSED = /status of 4(01|29)/;
const WRONG = 'not the password';
const NEW = 'another long password';
/** As from another computer: through a proxy. */
const FAR = { extraHTTPHeaders: { 'X-Forwarded-For': '203.0.113.9' } };

describeInBrowser('the owner', () => {
  const browser = useBrowser({ camera: 'none' });

  it('sets a password on the first visit, at the shop only, and comes in with no other', async () => {
    const daemon = await startDaemon();
    const far = await browser.visit(daemon.url, '/admin', FAR);
    await heading(far.page, '請到商店的電腦上設定密碼').waitFor();

    const { page, expectErrors } = await browser.visit(daemon.url, '/admin/products');
    expectErrors(REFUSED);
    await heading(page, '設定店主密碼').waitFor();
    await page.getByLabel('新密碼').fill('too short');
    await button(page, '設定並登入').click();
    await page.getByRole('link', { name: '密碼至少要 10 個字' }).waitFor();
    await page.getByLabel('新密碼').fill(PASSWORD);
    await page.getByLabel('再輸入一次').fill(WRONG);
    await button(page, '設定並登入').click();
    await page.getByRole('link', { name: '兩次輸入的密碼不一樣' }).waitFor();
    await setUp(page);
    await heading(page, '商品').waitFor();

    await page.reload();
    await heading(page, '商品').waitFor();
    await button(page, '登出').click();
    await heading(page, '店主登入').waitFor();
    await told(page, '已登出。').waitFor();
    await page.reload();
    await heading(page, '店主登入').waitFor();
    await typePassword(page, WRONG);
    await page.getByText('密碼不正確').waitFor();
    await typePassword(page, PASSWORD);
    await heading(page, '商品').waitFor();
    await button(far.page, '已經設定好了').click();
    await heading(far.page, '店主登入').waitFor();
  });

  it('is kept out for a while after five wrong passwords', async () => {
    const daemon = await startDaemon();
    await signInAsOwner(daemon.url);
    const { page, expectErrors } = await browser.visit(daemon.url, '/admin', FAR);
    expectErrors(REFUSED);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await typePassword(page, WRONG);
      await page.getByText('密碼不正確').waitFor();
    }
    await typePassword(page, PASSWORD);
    await page.getByText('嘗試次數過多').waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
  });

  it('changes the password, which ends visits elsewhere without losing what is typed there', async () => {
    const daemon = await startDaemon();
    const first = await browser.visit(daemon.url, '/admin');
    await setUp(first.page);
    const second = await browser.visit(daemon.url, '/admin/products/new');
    second.expectErrors(REFUSED);
    await typePassword(second.page, PASSWORD);
    await second.page.getByLabel('名稱').fill('綠茶');

    await goTo(first.page, '系統');
    await first.page.getByLabel('目前的密碼').fill(WRONG);
    await first.page.getByLabel('新密碼').fill(NEW);
    await first.page.getByLabel('再輸入一次').fill(NEW);
    first.expectErrors(REFUSED);
    await button(first.page, '變更密碼').click();
    await first.page.getByText('密碼不正確').waitFor();
    await first.page.getByLabel('目前的密碼').fill(PASSWORD);
    await button(first.page, '變更密碼').click();
    await told(first.page, '密碼已變更，其他裝置已登出。').waitFor();
    await goTo(first.page, '商品');

    const { page } = second;
    await page.getByLabel('編號').fill('green-tea');
    await page.getByLabel('價格').fill('35');
    await button(page, '新增商品').click();
    const again = page.getByRole('dialog', { name: '請重新登入' });
    await typePassword(again, PASSWORD);
    await again.getByText('密碼不正確').waitFor();
    await typePassword(again, NEW);
    await again.waitFor({ state: 'hidden' });
    await button(page, '新增商品').click();
    await heading(page, '商品：綠茶').waitFor();
  });
});
