/** The kiosk page in each state that a customer meets, in both languages: for everybody to use, and to be looked at. */
import type { Page } from 'playwright-core';
import { describe, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../../support/browser.js';
import { button, cartPanel, cartShows, expectedBasket, MODEL } from '../../support/counter-page.js';
import { PHONE, PIN, startDaemon } from '../../support/daemon.js';
import { startFaceDaemon } from '../../support/faces.js';
import { look, lookInBoth, speak } from '../../support/looks.js';

const lookAt = (page: Page, name: string) => lookInBoth(page, 'kiosk', name);

async function signInByTyping(page: Page): Promise<void> {
  await button(page, '會員登入').click();
  await page.keyboard.type(PHONE + PIN);
  await page.keyboard.press('Enter');
  await button(page, '登出').waitFor();
}

describeInBrowser('the kiosk page', () => {
  describe('of a shop without faces', () => {
    const browser = useBrowser({ camera: { clips: ['two-different'], slowness: 2, after: 120 } });

    it('from greeting to receipt', async () => {
      const daemon = await startDaemon({ model: MODEL });
      const { page, allowCamera, expectErrors } = await browser.visit(daemon.url);
      expectErrors(/ERR_CONNECTION_REFUSED/);
      await page.getByText('沒有鏡頭的使用權限').waitFor();
      await lookAt(page, '01-greeting');
      await button(page, '會員登入').click();
      await button(page.getByRole('dialog'), '登入').click();
      await page.getByRole('alert').getByText('請輸入').first().waitFor();
      await lookAt(page, '02-sign-in');
      await page.keyboard.press('Escape');
      await signInByTyping(page);
      await lookAt(page, '03-signed-in');
      await allowCamera();
      await cartShows(page, await expectedBasket(daemon.url, 'two-different'));
      await lookAt(page, '04-cart');
      await button(page, '登出').click();
      await page.getByRole('dialog', { name: '要登出嗎？' }).waitFor();
      await lookAt(page, '05-sign-out');
      await page.keyboard.press('Escape');

      await button(cartPanel(page), '元翠茶 加一件').click();
      await page.getByRole('status').getByText('+1 元翠茶').first().waitFor();
      await look(page, 'kiosk-zh-06-added');
      await speak(page, 'English');
      await button(cartPanel(page), 'One 元翠茶 more').click();
      await page.getByRole('status').getByText('+1 元翠茶').first().waitFor();
      await look(page, 'kiosk-en-06-added');
      await speak(page, '中文');

      await button(page, '完成結帳').click();
      await page.getByRole('dialog', { name: '確認結帳' }).waitFor();
      await lookAt(page, '07-confirm');
      await page.getByRole('button', { name: /^確認結帳 NT/ }).click();
      await page.getByRole('dialog', { name: '結帳成功' }).getByRole('img').waitFor();
      await lookAt(page, '08-receipt');
      await page.keyboard.press('Escape');
      await daemon.stop();
      await page.getByText('連線中斷，正在重新連線').waitFor();
      await lookAt(page, '09-offline');
    });

    it('when somebody goes away without paying', async () => {
      const daemon = await startDaemon({ args: ['--idle-seconds', '24'] });
      const { page } = await browser.visit(daemon.url);
      await signInByTyping(page);
      await page.getByRole('dialog', { name: '還在嗎？' }).waitFor({ timeout: 40_000 });
      await lookAt(page, '10-idle');
    });
  });

  describe('of a shop with faces', () => {
    const browser = useBrowser({ camera: { clips: ['people/clips/visit-p1'] } });
    const nobodyYet = useBrowser({ camera: { clips: [], after: 60 } });

    it('asks to join, who somebody is, and to turn the head', async () => {
      const weak = ['--face-accept', '0.999', '--weak-match', 'ask'];
      const daemon = await startFaceDaemon(null, ['--liveness', 'active', ...weak]);
      const early = await nobodyYet.visit(daemon.url, '/', { camera: true });
      await button(early.page, '加入會員').click();
      await lookAt(early.page, '11-join');

      const { page } = await browser.visit(daemon.url, '/', { camera: true });
      await page.getByRole('dialog', { name: /^您是.+嗎？$/ }).waitFor();
      await lookAt(page, '12-question');
      await button(page, '是，我是').click();
      await page.getByText('請慢慢把頭轉向').first().waitFor();
      await lookAt(page, '13-turn');
    });
  });
});
