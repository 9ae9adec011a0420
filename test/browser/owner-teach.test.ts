/** A product that no model was trained on: taught by its pictures on the owner's page, then sold at the counter. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { runCli } from '../support/cli.js';
import { button, cartPanel, cartShows, MODEL, signInByKeypad } from '../support/counter-page.js';
import { ROOT, startDaemon } from '../support/daemon.js';
import { lookInBoth } from '../support/looks.js';
import { heading, setUp, told } from '../support/owner-page.js';
import { jpegOf } from '../support/pictures.js';

const SAMPLE = join(ROOT, 'samples/learn');
const DRINK = '活力蜂蜜';
const picturesOf = (folder: string) => readdirSync(folder).map((name) => join(folder, name));

describeInBrowser('the owner teaches a product', () => {
  const browser = useBrowser({ camera: { clips: [], after: 60 } });

  it('with pictures and the camera; the next customer buys it, and what was not taught is told to be unknown', async () => {
    const daemon = await startDaemon({ model: MODEL });
    const { page } = await browser.visit(daemon.url, '/admin/products/new', { camera: true });
    await setUp(page);
    await page.getByLabel('編號').fill('honey-drink');
    await page.getByLabel('名稱').fill(DRINK);
    await page.getByLabel('價格').fill('30');
    await page.getByLabel('庫存數量').fill('9');
    await button(page, '新增商品').click();
    await heading(page, `商品：${DRINK}`).waitFor();
    await page.getByText('還沒有學習圖片').waitFor();

    await button(page, '使用這台電腦的鏡頭').click();
    await button(page, '拍一張').click();
    const results = page.getByRole('list', { name: '剛才的圖片' });
    // Nobody holds anything before it yet.
    await results.getByText('畫面中沒有找到商品').waitFor();
    await button(page, '關閉鏡頭').click();
    const dark = { name: 'dark.jpg', mimeType: 'image/jpeg', buffer: await jpegOf(640, 480, '#000000') };
    await page.getByLabel('選擇學習圖片').setInputFiles(dark);
    await results.getByText('太暗了，請開燈').waitFor();
    await page.getByLabel('選擇學習圖片').setInputFiles(picturesOf(join(SAMPLE, 'pictures')));
    await page.getByText(/鏡頭認得：已學習 8 張圖片/).waitFor();
    await lookInBoth(page, 'owner', '70-taught', true);

    const customer = await browser.visit(daemon.url, '/?session=counter-1');
    await signInByKeypad(customer.page);
    const replayed = runCli(['replay', SAMPLE, '--fps', '5', '--url', daemon.url, '--session', 'counter-1']);
    await cartShows(customer.page, { [DRINK]: 1 });
    await cartPanel(customer.page).getByText('NT$30').first().waitFor();
    await customer.page.getByText('不認識的商品，請洽店員').first().waitFor();
    expect(await replayed).toMatchObject({ code: 0 });
    await cartShows(customer.page, { [DRINK]: 1 });

    await button(page, '忘記外觀').click();
    await button(page.getByRole('dialog'), '忘記外觀').click();
    await told(page, `已忘記 ${DRINK} 的外觀`).waitFor();
    await page.getByText('還沒有學習圖片').waitFor();
  });
});
