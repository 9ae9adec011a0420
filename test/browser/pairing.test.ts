/** A kiosk on another computer of the shop: its browser shows the shop's token once, and sells from then on. */
import { describe, expect, it } from 'vitest';
import { addDevices } from '../support/access.js';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { LAN, makeCertificates } from '../support/certificates.js';
import { button, signInByKeypad } from '../support/counter-page.js';
import { sharedDaemon } from '../support/daemon.js';
import { temporaryFolder } from '../support/folder.js';
import { lookInBoth } from '../support/looks.js';

describeInBrowser('a page from the network', () => {
  // A computer without a network has no such pages.
  describe.skipIf(LAN === undefined)('that is no device yet', () => {
    const browser = useBrowser({ camera: 'none' });
    let token = '';
    const shop = sharedDaemon(async (atEnd) => {
      const { cert, key } = makeCertificates(atEnd);
      const data = `${temporaryFolder(atEnd)}/data`;
      token = (await addDevices(data, { 'kiosk-1': 'kiosk' }))['kiosk-1'] ?? '';
      return { data, args: ['--host', '0.0.0.0', '--tls-cert', cert, '--tls-key', key] };
    });
    const visit = (path = '/') =>
      browser.visit(`https://${LAN}:${new URL(shop.daemon.url).port}`, path, { ignoreHTTPSErrors: true });

    it('asks for the token, refuses a wrong one, and sells with the right one', async () => {
      const { page, expectErrors } = await visit();
      expectErrors(/401|403|WebSocket/);
      const dialog = page.getByRole('dialog', { name: '配對這台裝置' });
      await dialog.waitFor();
      await lookInBoth(page, 'kiosk', '20-pairing');
      await dialog.getByRole('textbox').fill('yolo1125_wrong');
      await page.keyboard.press('Enter');
      await dialog.getByRole('alert').getByText(/./).waitFor();
      await dialog.getByRole('textbox').fill(token);
      await page.keyboard.press('Enter');
      await button(page, '會員登入').waitFor();
      await dialog.waitFor({ state: 'hidden' });
      await signInByKeypad(page);
      await page.reload();
      await button(page, '登出').waitFor();
    });

    it('is paired by the address that the owner’s QR code holds, which then leaves no trace', async () => {
      const { page, expectErrors } = await visit(`/#device=${token}`);
      expectErrors(/401|403|WebSocket/);
      await button(page, '會員登入').waitFor();
      expect(page.url()).not.toContain(token);
      await signInByKeypad(page);
    });
  });
});
