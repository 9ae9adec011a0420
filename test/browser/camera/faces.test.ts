/** A stranger before the camera joins, and is known the next time. */
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../../support/browser.js';
import { button, press } from '../../support/counter-page.js';
import { startFaceDaemon } from '../../support/faces.js';

describeInBrowser('a stranger', () => {
  const browser = useBrowser({ camera: { clips: ['people/clips/visit-p4'] } });

  it('is invited to join, joins with consent, and is recognised on the next visit', async () => {
    const daemon = await startFaceDaemon(null, ['--liveness', 'off']);
    const { page, context } = await browser.visit(daemon.url, '/', { camera: true });
    await page.getByRole('heading', { name: '您好，第一次來嗎？' }).waitFor();
    await button(page, '加入會員').click();
    const dialog = page.getByRole('dialog', { name: '加入會員' });
    await dialog.getByLabel('姓名').fill('會員四');
    await dialog.getByLabel('手機號碼').click();
    await press(dialog, '0922333444');
    await button(dialog, '加入會員').click();
    await dialog.getByRole('alert').getByText('請閱讀同意書並勾選').waitFor();
    await dialog.getByLabel('我已閱讀並同意').check();
    await button(dialog, '加入會員').click();
    await page.getByRole('heading', { name: '歡迎加入，會員四' }).waitFor();
    await context.close();

    const next = await browser.visit(daemon.url, '/', { camera: true });
    await next.page.getByRole('heading', { name: '歡迎回來，會員四' }).waitFor();
    expect(await next.page.getByText('0922***444').isVisible()).toBe(true);
  });
});
