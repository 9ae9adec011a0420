/** What the owner sees of a member, changes for them, and erases. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { button, signInByKeypad } from '../support/counter-page.js';
import { PHONE, startDaemon } from '../support/daemon.js';
import { fact, goTo, heading, row, setUp, told } from '../support/owner-page.js';
import { enrolSecondMember, SECOND_MEMBER, sell } from '../support/shopper.js';

const NAME = '示範會員';
const COUNTER = '/?session=counter-2';

describeInBrowser("the owner's members", () => {
  const browser = useBrowser({ camera: 'none' });

  it('are found, changed, given what is held of them, and forgotten everywhere', async () => {
    const daemon = await startDaemon();
    await enrolSecondMember(daemon);
    const { transaction_id: number } = await sell(daemon);
    const { page, expectErrors } = await browser.visit(daemon.url, '/admin');
    await setUp(page);
    await goTo(page, '會員');
    await row(page, '會員二').waitFor();
    await page.getByLabel('搜尋姓名或手機').fill(PHONE);
    await page.getByText('符合 1 筆，共 2 筆').waitFor();
    await page.getByRole('link', { name: NAME }).click();
    await heading(page, `會員：${NAME}`).waitFor();
    expect(await fact(page, '累計消費').innerText()).toBe('NT$150');
    await row(page, number).getByRole('cell', { name: '元翠茶 × 1' }).waitFor();

    expectErrors(/status of 409/);
    await page.getByLabel('姓名').fill('會員一');
    await page.getByLabel('手機號碼').fill(SECOND_MEMBER.phone);
    await page.getByLabel('新的 PIN 碼').fill('12');
    await button(page, '儲存').click();
    await page.getByRole('link', { name: 'PIN 碼是 4 到 8 位數字' }).waitFor();
    await page.getByLabel('新的 PIN 碼').fill('2468');
    await button(page, '儲存').click();
    await page.getByRole('link', { name: '這個手機號碼已經註冊' }).waitFor();
    await page.getByLabel('手機號碼').fill('0933 444 555');
    await button(page, '儲存').click();
    await told(page, '會員資料已儲存。').waitFor();
    await heading(page, '會員：會員一').waitFor();
    const customer = await browser.visit(daemon.url, COUNTER);
    await signInByKeypad(customer.page, '0933444555', '2468');

    const download = page.waitForEvent('download');
    await button(page, '下載資料').click();
    const held = readFileSync(await (await download).path(), 'utf8');
    for (const fact of ['會員一', '0933444555', number]) expect(held).toContain(fact);

    await button(page, '刪除會員').click();
    const dialog = page.getByRole('dialog', { name: '刪除會員' });
    await dialog.getByLabel('請輸入「會員一」以確認').fill('會員二');
    await button(dialog, '刪除會員').click();
    await dialog.getByRole('link', { name: '輸入的內容和姓名不一樣' }).waitFor();
    await dialog.getByLabel('請輸入「會員一」以確認').fill('會員一');
    await button(dialog, '刪除會員').click();
    await told(page, '會員已刪除。').waitFor();
    await page.getByText('共 1 筆').waitFor();
    expect(await row(page, '會員一').count()).toBe(0);
    await customer.page.getByText('會員資料已刪除。').waitFor();
    await customer.page.getByRole('heading', { name: '歡迎光臨' }).waitFor();

    await goTo(page, '交易');
    await row(page, number).getByRole('cell', { name: '已刪除的會員' }).waitFor();
    expect(await page.getByText('會員一').count()).toBe(0);
    await page.getByRole('link', { name: number }).click();
    expect(await fact(page, '會員').innerText()).toBe('已刪除的會員');
  });
});
