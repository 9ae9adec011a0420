/** The kiosk of a store with a tray: what lies there, what went, and what is not this customer's. */
import { it } from 'vitest';
import { describeInBrowser, useBrowser } from '../../support/browser.js';
import { post } from '../../support/client.js';
import { button, cartPanel, cartShows } from '../../support/counter-page.js';
import { PHONE, PIN, startDaemon } from '../../support/daemon.js';
import { look, speak } from '../../support/looks.js';
import { openTray, TRAY_DAEMON } from '../../support/tray.js';

const TEA = 0;
const OTHER = 1;

describeInBrowser('the kiosk of a tray', () => {
  const browser = useBrowser();

  it('says what lies there, shows what was put down and taken away, and who does not pay for what was left', async () => {
    const daemon = await startDaemon(TRAY_DAEMON);
    const { page } = await browser.visit(daemon.url, '/?session=counter-1');
    const tray = await openTray(daemon, 'counter-1');
    await page.getByText('把商品都放在托盤上，登入後就能結帳。').waitFor();
    await tray.lay(TEA, OTHER);
    await page.getByText('托盤上有 2 件商品，登入後就能結帳').waitFor();
    await post(`${daemon.url}/api/login`, { session_id: 'counter-1', phone: PHONE, pin: PIN });
    await tray.lay(TEA, OTHER);
    await cartShows(page, { 元翠茶: 1, 分解茶: 1 });
    await page.getByText('把商品放在托盤上，不要的就拿走').waitFor();

    // Waited for from before it is shown: it is soon gone again.
    const removed = page.getByRole('status').getByText('−1 分解茶，已從托盤拿走').waitFor();
    await tray.lay(TEA, null);
    await removed;
    await cartShows(page, { 元翠茶: 1 });
    await look(page, 'kiosk-zh-tray');

    const added = page.getByRole('status').filter({ hasText: '+1 分解茶' });
    const undo = button(added, '復原').last().click();
    const undone = page.getByRole('status').getByText('分解茶不計入購物車').waitFor();
    await tray.lay(TEA, OTHER);
    await Promise.all([undo, undone]);
    await cartShows(page, { 元翠茶: 1 });

    await button(cartPanel(page), '完成結帳').click();
    await button(page.getByRole('dialog', { name: '確認結帳' }), '確認結帳 NT$150').click();
    await button(page.getByRole('dialog', { name: '結帳成功' }), '完成').click();
    await page.getByText('托盤上有 2 件是之前留下的，不會算在您的帳上，請拿走').waitFor();
    await speak(page, 'English');
    await page.getByText('2 products were left on the tray before.').waitFor();
    await look(page, 'kiosk-en-tray-left-over');
  });
});
