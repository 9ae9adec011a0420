/** A whole visit in a real browser, before a camera that shows a recorded customer. */
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../../support/browser.js';
import {
  button,
  cartPanel,
  cartShows,
  expectedBasket,
  MODEL,
  signInByKeypad,
} from '../../support/counter-page.js';
import { startDaemon } from '../../support/daemon.js';
import { jpegOf } from '../../support/pictures.js';
import { show, signedIn } from '../../support/shopper.js';

const CLIP = 'two-different';

describeInBrowser('a visit', () => {
  const browser = useBrowser({ camera: { clips: [CLIP], after: 120 } });

  it('signs in by the number pad, fills the cart from the camera, and pays what it shows', async () => {
    const daemon = await startDaemon({ model: MODEL });
    const { page, allowCamera } = await browser.visit(daemon.url);
    await signInByKeypad(page);
    await cartPanel(page).getByText('購物車是空的').waitFor();
    await allowCamera();

    const basket = await expectedBasket(daemon.url, CLIP);
    await cartShows(page, basket);
    await button(cartPanel(page), '移除 分解茶').click();
    await cartShows(page, { 元翠茶: 1 });
    await button(cartPanel(page), '元翠茶 加一件').click();
    await cartShows(page, { 元翠茶: 2 });
    await button(cartPanel(page), '元翠茶 減一件').click();
    await cartShows(page, { 元翠茶: 1 });

    await button(cartPanel(page), '元翠茶 加一件').click();
    await cartShows(page, { 元翠茶: 2 });
    const added = page.getByRole('status').filter({ hasText: '+1 元翠茶' });
    await button(added, '復原').last().click();
    await cartShows(page, { 元翠茶: 1 });
    await page.getByRole('status').getByText('已取出 元翠茶').waitFor();

    await button(page, '完成結帳').click();
    const confirm = page.getByRole('dialog', { name: '確認結帳' });
    await button(confirm, '確認結帳 NT$150').click();
    const receipt = page.getByRole('dialog', { name: '結帳成功' });
    await receipt.waitFor();
    const text = await receipt.innerText();
    expect(text).toMatch(/交易編號\s*\S+/);
    expect(text).toMatch(/元翠茶\s*NT\$150 × 1\s*NT\$150/);
    expect(text).toMatch(/總金額 \(1 件\)\s*NT\$150/);
    await receipt.getByRole('img', { name: new RegExp(`QR.*${daemon.url}/receipt/[0-9a-f]{32}`) }).waitFor();
    await receipt.getByRole('link', { name: '開啟收據' }).waitFor();
    await button(receipt, '完成').click();
    await page.getByRole('heading', { name: '歡迎光臨' }).waitFor();
  });

  it('shows the pictures that products have, and keeps silent once it was told to', async () => {
    const daemon = await startDaemon();
    const white = await jpegOf(64, 64, '#ffffff');
    const { page } = await browser.visit(daemon.url, '/?session=counter-1');
    const pixels = (place: string) => page.evaluate(`document.querySelector('${place} img')?.naturalWidth`);
    await expect.poll(() => pixels('.product')).toBeGreaterThan(0);
    const { socket } = await signedIn(daemon);
    await show(socket, white, 4);
    await cartShows(page, { 元翠茶: 1 });
    await expect.poll(() => pixels('.line')).toBeGreaterThan(0);

    const sound = page.getByRole('button', { name: '提示音' });
    expect(await sound.getAttribute('aria-pressed')).toBe('true');
    await sound.click();
    await page.reload();
    await cartShows(page, { 元翠茶: 1 });
    expect(await sound.getAttribute('aria-pressed')).toBe('false');
  });
});
