/** Baskets: what a replay should have filled, and how that differs from what it did. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { CliError } from '../fail.js';

/** Items by class name of the model, or by product id where a product has no class name. */
export type Basket = ReadonlyMap<string, number>;

const ExpectFile = z.object({
  basket: z.array(
    z
      .object({
        class_name: z.string().optional(),
        product_id: z.string().optional(),
        quantity: z.int().min(1),
      })
      .refine((line) => line.class_name ?? line.product_id, 'each line needs class_name or product_id'),
  ),
});

/** @throws CliError that says what an expectation file looks like */
export async function readExpected(file: string): Promise<Basket> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new CliError(`${file} cannot be read: ${error.message}`, 2);
  });
  try {
    const { basket } = ExpectFile.parse(JSON.parse(text));
    return new Map(basket.map((line) => [(line.class_name ?? line.product_id) as string, line.quantity]));
  } catch {
    throw new CliError(`${file}: expected {"basket": [{"class_name": "…", "quantity": 1}]}`, 2);
  }
}

/** One line a difference, empty when the baskets are the same. */
export function compareBaskets(expected: Basket, found: Basket): readonly string[] {
  const names = [...new Set([...expected.keys(), ...found.keys()])].sort();
  return names.flatMap((name) => {
    const want = expected.get(name) ?? 0;
    const have = found.get(name) ?? 0;
    return want === have ? [] : [`${name}: expected ${want}, found ${have}`];
  });
}

export function describeBasket(basket: Basket): string {
  const lines = [...basket].map(([name, quantity]) => `${name} × ${quantity}`);
  return lines.length === 0 ? 'empty' : lines.join(', ');
}
