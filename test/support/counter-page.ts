/** The kiosk page as a customer uses it: by what is written on it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { get } from './client.js';
import { PHONE, PIN, ROOT } from './daemon.js';

/** The model that comes along. */
export const MODEL = join(ROOT, 'models/yolo1125-products.onnx');

export const cartPanel = (page: Page) => page.getByRole('region', { name: /^(購物車|Cart)$/ });
export const button = (scope: Page | Locator, name: string) =>
  scope.getByRole('button', { name, exact: true });

export async function press(dialog: Locator, digits: string): Promise<void> {
  for (const digit of digits) await button(dialog, digit).click();
}

/** Signs in by touching the number pad. */
export async function signInByKeypad(page: Page, phone = PHONE, pin = PIN): Promise<void> {
  await button(page, '會員登入').click();
  const dialog = page.getByRole('dialog', { name: '會員登入' });
  await press(dialog, phone);
  await press(dialog, pin);
  await button(dialog, '登入').click();
  await page.getByRole('heading', { name: /^歡迎回來/ }).waitFor();
}

export type Basket = Readonly<Record<string, number>>;

/** What the cart shows: how many of which product, by its name. */
export async function basketOf(page: Page): Promise<Basket> {
  const lines = await cartPanel(page)
    .getByRole('list', { name: /^(購物車明細|Cart lines)$/ })
    .getByRole('listitem')
    .allInnerTexts();
  return Object.fromEntries(
    lines.map((text) => [
      text.trim().split('\n')[0] ?? '',
      Number(/(?:數量|Quantity)\s*(\d+)/.exec(text)?.[1]),
    ]),
  );
}

/** Waits until the cart shows exactly this. */
export async function cartShows(page: Page, basket: Basket, timeout = 30_000): Promise<void> {
  await expect.poll(() => basketOf(page), { timeout, interval: 100 }).toEqual(basket);
}

/** What a clip's basket must be, by the names of the daemon's products. */
export async function expectedBasket(url: string, clip: string): Promise<Basket> {
  const { products } = (await get(`${url}/api/products`)).body as {
    products: { name: string; class_name: string }[];
  };
  const { basket } = JSON.parse(readFileSync(join(ROOT, 'samples', clip, 'expected.json'), 'utf8')) as {
    basket: { class_name: string; quantity: number }[];
  };
  return Object.fromEntries(
    basket.map(({ class_name, quantity }) => [
      products.find((product) => product.class_name === class_name)?.name ?? class_name,
      quantity,
    ]),
  );
}
