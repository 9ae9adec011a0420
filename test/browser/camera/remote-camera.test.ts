/** A camera elsewhere, fed by the edge program, that looks at a counter's products. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../../support/browser.js';
import { startDaemon } from '../../support/daemon.js';
import { startEdge } from '../../support/edge.js';
import { look } from '../../support/looks.js';

const EDGE = ['--camera', 'test:640x480@10'];
const stage = (page: Page) => page.getByRole('region', { name: '鏡頭畫面' });
const tag = (page: Page) => stage(page).getByText('另一支鏡頭的影像');
/** How wide the pictures of this page's own camera are, or null when they are not shown. */
const ownCamera = (page: Page) => page.evaluate('document.querySelector("video")?.videoWidth ?? null');

describeInBrowser('a camera elsewhere', () => {
  const browser = useBrowser({ camera: { clips: [], after: 60 } });

  it('is shown on the page of its counter, also after the daemon was away', async () => {
    const daemon = await startDaemon();
    const { page, expectErrors } = await browser.visit(daemon.url, '/?session=counter-1');
    expectErrors(/ERR_CONNECTION_(REFUSED|RESET)/);
    await stage(page).getByText('現在沒有鏡頭傳送影像').waitFor();
    await look(page, 'kiosk-zh-20-unfed');
    await startEdge(daemon.url, EDGE);
    await tag(page).waitFor();
    await expect.poll(() => page.evaluate('document.querySelector("canvas")?.width')).toBe(640);
    await look(page, 'kiosk-zh-21-remote');

    await daemon.stop();
    await page.getByText('連線中斷，正在重新連線').waitFor();
    await tag(page).waitFor({ state: 'hidden' });
    await startDaemon({ data: daemon.data, args: ['--port', new URL(daemon.url).port] });
    await tag(page).waitFor();
  });

  it('goes before the own camera of a page, which comes back when the other is gone', async () => {
    const daemon = await startDaemon();
    const edge = await startEdge(daemon.url, EDGE);
    await edge.healthIs((health) => health.daemon.taken > 0);
    const { page } = await browser.visit(daemon.url, '/?session=counter-1&camera=on', { camera: true });
    await tag(page).waitFor();
    expect(await ownCamera(page)).toBe(null);
    await edge.stop();
    await expect.poll(() => ownCamera(page), { timeout: 20_000 }).toBe(640);
    expect(await tag(page).count()).toBe(0);
  });
});
