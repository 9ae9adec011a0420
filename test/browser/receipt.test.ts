/** The page that a receipt's QR code leads to. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { startDaemon } from '../support/daemon.js';
import { look } from '../support/looks.js';
import { signInAsOwner } from '../support/owner.js';
import { sell } from '../support/shopper.js';

const inEnglish = (page: Page) => page.getByRole('button', { name: 'English' }).click();

describeInBrowser('a receipt', () => {
  const browser = useBrowser({ camera: 'none' });

  it('is shown by its key, in both languages, and as voided once it is', async () => {
    const daemon = await startDaemon();
    const { receipt_key: key, transaction_id: number } = await sell(daemon);
    const { page } = await browser.visit(daemon.url, `/receipt/${key}`);
    const paper = page.getByRole('article');
    await paper.getByText(number).waitFor();
    expect(await paper.innerText()).toMatch(/元翠茶\s*NT\$150 × 1\s*NT\$150\s*總金額 \(1 件\)\s*NT\$150/);
    await look(page, 'receipt-zh');

    const owner = await signInAsOwner(daemon.url);
    await owner.send('POST', `transactions/${number}/void`, { reason: '退貨' });
    await page.reload();
    await paper.getByText('已作廢', { exact: true }).waitFor();
    await inEnglish(page);
    await paper.getByText(/This sale was voided on/).waitFor();
    await look(page, 'receipt-en-voided');
  });

  it('that does not exist is said not to', async () => {
    const daemon = await startDaemon();
    const { page, expectErrors } = await browser.visit(daemon.url, '/receipt/0123456789abcdef');
    expectErrors(/404/);
    await page.getByRole('alert').getByText('請確認連結是否完整').waitFor();
    await look(page, 'receipt-zh-unknown');
  });
});
