/** What a customer buys is what the owner sees, and what the owner changes is what the customer sees. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { openSocket } from '../support/client.js';
import { button, cartPanel, cartShows, signInByKeypad } from '../support/counter-page.js';
import { startDaemon } from '../support/daemon.js';
import { temporaryFolder } from '../support/folder.js';
import { writeLampModel } from '../support/lamp-model.js';
import { fact, goTo, heading, row, setUp, told } from '../support/owner-page.js';
import { jpegOf } from '../support/pictures.js';
import { show } from '../support/shopper.js';

const COUNTER = '/?session=counter-1';
const TEA = '元翠茶';

/** Sees 元翠茶, and beside it a product that nobody sells yet. */
function modelOfTwo(): string {
  const file = join(temporaryFolder(), 'lamp.onnx');
  writeLampModel(
    file,
    ['yuancui-tea', 'green-tea'],
    [
      { classId: 0, box: [16, 32, 16, 32] },
      { classId: 1, box: [48, 32, 16, 32] },
    ],
  );
  return file;
}

/** Pays what is in the cart. @returns the number of the sale */
async function pay(page: Page, amount: string): Promise<string> {
  await button(page, '完成結帳').click();
  await button(page.getByRole('dialog'), `確認結帳 ${amount}`).click();
  const receipt = page.getByRole('dialog', { name: '結帳成功' });
  const text = await receipt.innerText();
  await button(receipt, '完成').click();
  return /交易編號\s*(\S+)/.exec(text)?.[1] ?? '';
}

/** The large numbers of today: takings, sales, items. */
async function numbersOf(page: Page): Promise<readonly (string | undefined)[]> {
  const figures = await page.locator('dl').first().getByRole('definition').allInnerTexts();
  return figures.map((text) => text.trim().split('\n')[0]);
}

/** Waits until today's page, which asks by itself, shows them. */
async function todayIs(page: Page, ...numbers: readonly string[]): Promise<void> {
  await expect.poll(() => numbersOf(page), { timeout: 20_000 }).toEqual(numbers);
}

async function stockIs(page: Page, product: string, stock: number): Promise<void> {
  await goTo(page, '商品');
  await row(page, product)
    .getByRole('cell', { name: `${stock} 件`, exact: true })
    .waitFor();
}

describeInBrowser('the owner and a customer', () => {
  const browser = useBrowser({ camera: 'none' });

  it('a sale is in the figures, the stock and the file, until it is voided', async () => {
    const daemon = await startDaemon();
    const { page } = await browser.visit(daemon.url, '/admin/products');
    await setUp(page);
    await stockIs(page, TEA, 200);

    const customer = await browser.visit(daemon.url, COUNTER);
    await signInByKeypad(customer.page);
    const camera = await openSocket(daemon.url, 'counter-1');
    await show(camera, await jpegOf(64, 64, '#ffffff'), 4);
    await cartShows(customer.page, { [TEA]: 1 });
    await goTo(page, '今日');
    await page.getByRole('cell', { name: '1 件 · NT$150' }).waitFor();
    await todayIs(page, 'NT$0', '0', '0');
    const number = await pay(customer.page, 'NT$150');
    await todayIs(page, 'NT$150', '1', '1');
    await row(page, number).waitFor();
    await stockIs(page, TEA, 199);

    await goTo(page, '交易');
    const download = page.waitForEvent('download');
    await button(page, '下載 CSV').click();
    const file = readFileSync(await (await download).path(), 'utf8');
    expect(file.trim().split('\n').slice(1)).toEqual([expect.stringMatching(`${number}.*${TEA}.*150`)]);
    await row(page, number).getByRole('link', { name: number }).click();
    await button(page, '作廢這筆交易').click();
    const dialog = page.getByRole('dialog', { name: `作廢交易 ${number}` });
    await button(dialog, '作廢 NT$150').click();
    await dialog.getByRole('link', { name: '請輸入原因，最多 200 個字' }).waitFor();
    await dialog.getByLabel('原因').fill('瓶蓋破損');
    await button(dialog, '作廢 NT$150').click();
    await told(page, '交易已作廢，商品已加回庫存。').waitFor();
    await fact(page, '作廢原因').getByText('瓶蓋破損').waitFor();
    expect(await button(page, '作廢這筆交易').count()).toBe(0);

    const receipt = page.context().waitForEvent('page');
    await page.getByRole('link', { name: '開啟收據' }).click();
    await (await receipt).getByRole('article').getByText('已作廢', { exact: true }).waitFor();
    await stockIs(page, TEA, 200);
    await goTo(page, '今日');
    await todayIs(page, 'NT$0', '0', '0');
  });

  it('a new product, its picture and its price are at the counter at once', async () => {
    const daemon = await startDaemon({ model: modelOfTwo() });
    const customer = await browser.visit(daemon.url, COUNTER);
    const camera = await openSocket(daemon.url, 'counter-1');
    const white = await jpegOf(64, 64, '#ffffff');
    const { page } = await browser.visit(daemon.url, '/admin/products');
    await setUp(page);
    await page.getByRole('link', { name: '為 green-tea 新增商品' }).click();
    await page.getByLabel('名稱').fill('綠茶');
    await page.getByLabel('價格').fill('35');
    await page.getByLabel('庫存數量').fill('5');
    await button(page, '新增商品').click();
    await heading(page, '商品：綠茶').waitFor();
    await page.getByLabel('選擇圖片').setInputFiles({
      name: 'green-tea.jpg',
      mimeType: 'image/jpeg',
      buffer: await jpegOf(300, 300, '#208020'),
    });
    await button(page, '上傳').click();
    await told(page, '圖片已儲存。').waitFor();

    const onSale = customer.page.getByRole('listitem').filter({ hasText: '綠茶' });
    await onSale.getByText('NT$35').waitFor();
    await expect
      .poll(() => onSale.locator('img').evaluate((image: { naturalWidth?: number }) => image.naturalWidth))
      .toBeGreaterThan(0);
    await signInByKeypad(customer.page);
    await show(camera, white, 4);
    await cartShows(customer.page, { [TEA]: 1, 綠茶: 1 });

    await page.getByLabel('價格').fill('1,040');
    await button(page, '儲存').click();
    await told(page, '已儲存 綠茶').waitFor();
    await button(cartPanel(customer.page), '綠茶 加一件').click();
    await cartShows(customer.page, { [TEA]: 1, 綠茶: 2 });
    const number = await pay(customer.page, 'NT$2,230');
    await stockIs(page, '綠茶', 3);
    await goTo(page, '交易');
    await row(page, number).getByRole('cell', { name: 'NT$2,230' }).waitFor();
  });
});
