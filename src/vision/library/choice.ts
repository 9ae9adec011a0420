/** Which model a shop sells by: one small file beside the models, so that it holds after a restart. */
import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeWhole } from './files.js';

/** The name of the model that comes along. */
export const SHIPPED = 'shipped';

const ModelChoice = z.object({
  name: z.string(),
  /** What was used before it, to roll back to; null when that is not wanted back. */
  previous: z.string().nullable(),
  at: z.iso.datetime(),
  /** A model that was given up by itself, and why. */
  failed: z.object({ name: z.string(), reason: z.string(), at: z.iso.datetime() }).nullable(),
});
export type ModelChoice = z.infer<typeof ModelChoice>;

const FILE = 'in-use.json';
const FIRST: ModelChoice = { name: SHIPPED, previous: null, at: new Date(0).toISOString(), failed: null };

/** @throws Error when the file is there and makes no sense */
export async function readChoice(folder: string): Promise<ModelChoice> {
  const file = join(folder, FILE);
  const value = await readJson(file);
  if (value === null) return FIRST;
  const parsed = ModelChoice.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`${file} makes no sense; remove it to sell by the model that comes along`);
}

/** The choice after `name` took the place of the present one. */
export function chooseNext(before: ModelChoice, name: string): ModelChoice {
  const previous = before.name === name ? before.previous : before.name;
  return { name, previous, at: new Date().toISOString(), failed: null };
}

/** The choice after the present model was given up for `name`. */
export function giveUp(before: ModelChoice, name: string, reason: string): ModelChoice {
  const at = new Date().toISOString();
  return { name, previous: null, at, failed: { name: before.name, reason, at } };
}

export function writeChoice(folder: string, choice: ModelChoice): Promise<void> {
  return writeWhole(join(folder, FILE), `${JSON.stringify(choice, null, 2)}\n`);
}
