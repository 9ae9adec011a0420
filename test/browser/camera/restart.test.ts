/** The power goes while somebody shops. */
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../../support/browser.js';
import { button, cartPanel, cartShows, MODEL, signInByKeypad } from '../../support/counter-page.js';
import { startDaemon } from '../../support/daemon.js';

describeInBrowser('a daemon killed in the middle of a visit', () => {
  const browser = useBrowser({ camera: { clips: ['one-item'], after: 120 } });

  it('comes back with the same member and cart, and the page finds it by itself', async () => {
    const daemon = await startDaemon({ model: MODEL });
    const { page, allowCamera, expectErrors } = await browser.visit(daemon.url);
    expectErrors(/ERR_CONNECTION_(REFUSED|RESET)/);
    await signInByKeypad(page);
    await allowCamera();
    await cartShows(page, { 元翠茶: 1 });
    // What is still in view after the restart would be shown to a new tracker.
    const stage = page.getByRole('region', { name: '鏡頭畫面' });
    let unseen = 0;
    const isGone = async () => {
      unseen = (await stage.innerText()).includes('元翠茶') ? 0 : unseen + 1;
      return unseen;
    };
    await expect.poll(isGone, { timeout: 20_000, interval: 200 }).toBeGreaterThan(10);

    await daemon.stop('SIGKILL');
    await page.getByRole('status').getByText('連線中斷，正在重新連線').waitFor();
    expect(await button(page, '完成結帳').isDisabled()).toBe(true);
    await startDaemon({ model: MODEL, data: daemon.data, args: ['--port', new URL(daemon.url).port] });

    await page.getByText('已連線').waitFor();
    await page.getByRole('heading', { name: /^歡迎回來/ }).waitFor();
    await cartShows(page, { 元翠茶: 1 });
    await button(cartPanel(page), '元翠茶 加一件').click();
    await cartShows(page, { 元翠茶: 2 });
    await button(page, '完成結帳').click();
    await button(page.getByRole('dialog'), '確認結帳 NT$300').click();
    await page.getByRole('dialog', { name: '結帳成功' }).waitFor();
  });
});
