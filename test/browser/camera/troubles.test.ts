/** Cameras that cannot be used: each trouble says how to mend it, and the rest of the page works on. */
import { networkInterfaces } from 'node:os';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../../support/browser.js';
import { signInByKeypad } from '../../support/counter-page.js';
import { startDaemon } from '../../support/daemon.js';
import { lookInBoth } from '../../support/looks.js';

/** An address of this computer that is not its loopback. */
const ownAddress = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

const stage = (page: Page) => page.getByRole('region', { name: '鏡頭畫面' });

describeInBrowser('a camera', () => {
  const browser = useBrowser({ camera: { clips: ['one-item'] } });

  it('that is not allowed is asked for, and opens once it is', async () => {
    const daemon = await startDaemon();
    const { page, allowCamera } = await browser.visit(daemon.url);
    await stage(page).getByRole('alert').getByText('請按網址列旁的鏡頭圖示，選「允許」').waitFor();
    await signInByKeypad(page);
    await allowCamera();
    await expect.poll(() => page.evaluate('document.querySelector("video")?.videoWidth')).toBe(640);
    expect(await stage(page).getByRole('alert').count()).toBe(0);
  });

  it('that shows nothing any more is opened anew', async () => {
    const daemon = await startDaemon();
    const { page } = await browser.visit(daemon.url, '/', { camera: true });
    const track = 'document.querySelector("video")?.srcObject?.getVideoTracks()[0]';
    await expect.poll(() => page.evaluate(`${track}?.readyState`)).toBe('live');
    // No event tells of it, as when a driver hangs.
    await page.evaluate(`${track}.stop()`);
    expect(await page.evaluate(`${track}.readyState`)).toBe('ended');
    await expect.poll(() => page.evaluate(`${track}?.readyState`), { timeout: 30_000 }).toBe('live');
  });

  it.skipIf(ownAddress === undefined)('is hidden by browsers from a page without encryption', async () => {
    const daemon = await startDaemon({ args: ['--host', '0.0.0.0', '--insecure'] });
    const url = `http://${ownAddress}:${new URL(daemon.url).port}`;
    const { page, expectErrors } = await browser.visit(url);
    // The browser's own remark on such an address.
    expectErrors(/Cross-Origin-Opener-Policy header has been ignored/);
    await stage(page).getByText('請改用 https:// 網址，或在這台電腦上開啟 http://localhost').waitFor();
    expect(await stage(page).getByRole('button', { name: '再試一次' }).count()).toBe(0);
    await signInByKeypad(page);
    await lookInBoth(page, 'kiosk', '31-insecure');
  });
});

describeInBrowser('a computer without a camera', () => {
  const browser = useBrowser({ camera: 'none' });

  it('says that one is missing', async () => {
    const daemon = await startDaemon();
    const { page } = await browser.visit(daemon.url, '/', { camera: true });
    await stage(page).getByRole('alert').getByText('請接上鏡頭；接好後會自動開啟').waitFor();
    await signInByKeypad(page);
    await lookInBoth(page, 'kiosk', '30-missing');
  });
});
