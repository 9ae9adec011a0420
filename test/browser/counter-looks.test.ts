/** The kiosk page in each state that a customer meets, in both languages: for everybody to use, and to be looked at. */
import type { Page } from 'playwright-core';
import { describe, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { cartShows, expectedBasket, MODEL } from '../support/counter-page.js';
import { PHONE, PIN, startDaemon } from '../support/daemon.js';
import { startFaceDaemon } from '../support/faces.js';
import { look } from '../support/looks.js';

const WORDS = {
  zh: {
    greeting: '歡迎光臨',
    signIn: '會員登入',
    signOut: '登出',
    signOutAsk: '要登出嗎？',
    back: '返回',
    pay: '完成結帳',
    confirm: /^確認結帳 /,
    paid: '結帳成功',
    lost: '連線中斷，正在重新連線',
    refused: '沒有鏡頭的使用權限',
    join: '加入會員',
    turn: /請慢慢把頭轉向/,
    idle: '還在嗎？',
  },
  en: {
    greeting: 'Welcome',
    signIn: 'Sign in',
    signOut: 'Sign out',
    signOutAsk: 'Sign out?',
    back: 'Back',
    pay: 'Pay now',
    confirm: /^Pay NT/,
    paid: 'Payment complete',
    lost: 'Connection lost, reconnecting',
    refused: 'The camera is not allowed',
    join: 'Join',
    turn: /turn your head/i,
    idle: 'Still there?',
  },
} as const;

type Language = keyof typeof WORDS;
const LANGUAGES = ['zh', 'en'] as const;

/** Chinese comes first; whoever reads English switches. */
async function speak(page: Page, language: Language): Promise<void> {
  if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
}

async function signInByTyping(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: WORDS[language].signIn, exact: true }).click();
  await page.keyboard.type(PHONE + PIN);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: WORDS[language].signOut, exact: true }).waitFor();
}

describeInBrowser('the kiosk page', () => {
  describe('of a shop without faces', () => {
    const browser = useBrowser({ camera: { clips: ['two-different'], slowness: 1.5, after: 120 } });

    it.each(LANGUAGES)('from greeting to receipt (%s)', async (language) => {
      const words = WORDS[language];
      const daemon = await startDaemon({ model: MODEL });
      const { page, allowCamera, expectErrors } = await browser.visit(daemon.url);
      expectErrors(/ERR_CONNECTION_(REFUSED|RESET)/);
      await speak(page, language);
      await page.getByText(words.refused).waitFor();
      await look(page, `kiosk-${language}-01-greeting`);
      await page.getByRole('button', { name: words.signIn, exact: true }).click();
      await look(page, `kiosk-${language}-02-sign-in`);
      await page.keyboard.press('Escape');
      await signInByTyping(page, language);
      await look(page, `kiosk-${language}-03-signed-in`);
      await allowCamera();
      await cartShows(page, await expectedBasket(daemon.url, 'two-different'));
      await look(page, `kiosk-${language}-04-cart`);
      await page.getByRole('button', { name: words.signOut, exact: true }).click();
      await page.getByRole('dialog', { name: words.signOutAsk }).waitFor();
      await look(page, `kiosk-${language}-05-sign-out`);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: words.pay }).click();
      await look(page, `kiosk-${language}-06-confirm`);
      await page.getByRole('button', { name: words.confirm }).click();
      await page.getByRole('dialog', { name: words.paid }).waitFor();
      await look(page, `kiosk-${language}-07-receipt`);
      await page.keyboard.press('Escape');
      await daemon.stop();
      await page.getByText(words.lost).waitFor();
      await look(page, `kiosk-${language}-08-offline`);
    });

    it('when somebody goes away without paying', async () => {
      const daemon = await startDaemon({ args: ['--idle-seconds', '24'] });
      const { page } = await browser.visit(daemon.url);
      await signInByTyping(page, 'zh');
      await page.getByRole('dialog', { name: WORDS.zh.idle }).waitFor({ timeout: 40_000 });
      await look(page, 'kiosk-zh-09-idle');
    });
  });

  describe('of a shop with faces', () => {
    const browser = useBrowser({ camera: { clips: ['people/clips/visit-p1'] } });
    const nobodyYet = useBrowser({ camera: { clips: [], after: 60 } });

    it.each(LANGUAGES)('asks to join, and to turn the head (%s)', async (language) => {
      const words = WORDS[language];
      const daemon = await startFaceDaemon(null, ['--liveness', 'active']);
      const early = await nobodyYet.visit(daemon.url, '/', { camera: true });
      await speak(early.page, language);
      await early.page.getByRole('button', { name: words.join, exact: true }).click();
      await look(early.page, `kiosk-${language}-10-join`);

      const { page } = await browser.visit(daemon.url, '/', { camera: true });
      await speak(page, language);
      await page.getByText(words.turn).first().waitFor();
      await look(page, `kiosk-${language}-11-turn`);
    });
  });
});
