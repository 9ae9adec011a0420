/** Several pages and cameras on one session. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { runCli } from '../support/cli.js';
import {
  button,
  cartPanel,
  cartShows,
  expectedBasket,
  MODEL,
  signInByKeypad,
} from '../support/counter-page.js';
import { ROOT, startDaemon } from '../support/daemon.js';

const SESSION = '/?session=counter-1';

describeInBrowser('one session', () => {
  const browser = useBrowser({ camera: 'none' });

  it('is the same on every page that shows it, also what another camera puts into its cart', async () => {
    const daemon = await startDaemon({ model: MODEL });
    const first = await browser.visit(daemon.url, SESSION);
    const second = await browser.visit(daemon.url, SESSION);
    await signInByKeypad(first.page);
    await second.page.getByRole('heading', { name: /^歡迎回來/ }).waitFor();

    const clip = 'two-equal';
    const args = ['replay', join(ROOT, 'samples', clip), '--url', daemon.url, '--session', 'counter-1'];
    const replay = runCli([...args, '--fps', '15']);
    const stage = second.page.getByRole('region', { name: '鏡頭畫面' });
    await stage.getByText('分解茶').first().waitFor();
    expect((await replay).code).toBe(0);
    const basket = await expectedBasket(daemon.url, clip);
    await cartShows(first.page, basket);
    await cartShows(second.page, basket);

    await button(cartPanel(second.page), '移除 分解茶').click();
    await cartShows(first.page, {});
    await cartPanel(first.page).getByText('購物車是空的').waitFor();
  });
});
